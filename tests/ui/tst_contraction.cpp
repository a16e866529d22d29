// The Contraction workspace as its user meets it: real clicks, drags and keys.
#include "example_states.h"
#include "settle_events.h"
#include "ui/plot/export.h"
#include "ui/shell/guide.h"
#include "ui/text/number_text.h"
#include "ui/widgets/copyable_table.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/transport.h"
#include "ui/workspaces/contraction/contraction_workspace.h"
#include "ui/workspaces/contraction/figure_list.h"
#include "ui/workspaces/contraction/numbers_model.h"
#include "ui/workspaces/contraction/planar_figure.h"
#include "ui/workspaces/contraction/planar_presets.h"
#include "window_fixture.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QMenu>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QToolButton>
#include <set>

using namespace kamke;
using namespace kamke::ui;

namespace {

/// The workspace alone, in the size that it has in a small window.
struct Fixture {
    explicit Fixture(const QString& figure = QStringLiteral("flow"), ExplorerState state = exampleState())
        : store([&] {
            state.contraction.figure = figure;
            return std::move(state);
        }())
        , page(&store) {
        page.resize(1200, 740);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        page.setFocus(); // as the window does
        settleEvents();
    }
    const ContractionState& state() const { return store.state().contraction; }
    template<class T>
    T* child(const char* name) {
        return page.findChild<T*>(QLatin1String(name));
    }
    FigurePlot* plane() { return static_cast<PlanarFigure*>(page.figure())->plane(); }
    double number(const QString& name) const {
        for (const auto& [each, value, term, size] : page.figure()->numbers())
            if (each == name)
                return value;
        QTest::qFail(qPrintable("no number " + name), __FILE__, __LINE__);
        return 0;
    }
    /// Drags the first initial point by so many pixels, in steps.
    void drag(int dx, int dy, int steps = 8) {
        const QPoint from = plane()->toPixel(state().first).toPoint();
        QTest::mousePress(plane(), Qt::LeftButton, {}, from);
        for (int k = 1; k <= steps; ++k) {
            QTest::mouseMove(plane(), from + QPoint(dx, dy) * k / steps);
            QCoreApplication::processEvents();
        }
        QTest::mouseRelease(plane(), Qt::LeftButton, {}, from + QPoint(dx, dy));
    }

    ExplorerStore store;
    ContractionWorkspace page;
};

} // namespace

class TestContraction : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { prepareTests(); }
    void init() { prepareTest(); }

    void everyFigureSaysWhatItShows_data() { allFigures(); }
    void everyFigureSaysWhatItShows() {
        QFETCH(QString, id);
        Fixture f(id);
        const FigureRow* row = findFigure(id);
        QVERIFY(row);
        QVERIFY2(Guide::topics().contains(QLatin1String(row->topic)), row->topic);
        QVERIFY(!f.page.figure()->sentence().isEmpty());
        std::set<QString> names;
        for (const auto& [name, value, term, size] : f.page.figure()->numbers())
            QVERIFY2(names.insert(name).second, qPrintable(name));
        QVERIFY(!names.empty());
        QVERIFY(!f.page.figure()->plots().isEmpty());
        for (const Plot* plot : f.page.figure()->plots()) {
            QVERIFY2(plot->objectName().startsWith("contraction."), qPrintable(plot->objectName()));
            QVERIFY2(!plot->accessibleName().isEmpty(), qPrintable(plot->objectName()));
            QVERIFY2(!plot->accessibleDescription().isEmpty(), qPrintable(plot->objectName()));
        }
        QCOMPARE(f.page.transport()->isVisible(), f.page.figure()->lastPosition() > 0);
    }

    void everyPlotIsExportedWithItsData_data() { allFigures(); }
    void everyPlotIsExportedWithItsData() {
        QFETCH(QString, id);
        Fixture f(id);
        QTemporaryDir dir;
        QTest::mouseClick(f.child<QToolButton>("contraction.export"), Qt::LeftButton);
        auto* menu = f.child<QMenu>("contraction.exports");
        QVERIFY(menu->isVisible());
        QCOMPARE(menu->actions().size(), f.page.figure()->plots().size());
        menu->hide();
        for (Plot* plot : f.page.figure()->plots()) {
            for (const char* suffix : {"pdf", "svg", "png"}) {
                const QString file = dir.filePath(QStringLiteral("plot.") + QLatin1String(suffix));
                const auto written = exportPlot(*plot, file, {120, 90}, 150);
                QVERIFY2(written, written ? "" : written.error().message.c_str());
                QVERIFY(QFileInfo(file).size() > 1000);
            }
            // Some figures are computed in the background.
            QTRY_VERIFY2_WITH_TIMEOUT(plot->csv().count('\n') > 2, qPrintable(plot->objectName()), 30000);
        }
    }

    void aFigureIsChosenFromTheList() {
        Fixture f;
        auto* list = f.child<FigureList>("contraction.figures");
        for (int k = list->count() - 1; k >= 0; --k) {
            const QRect rect = list->visualItemRect(list->item(k));
            QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, rect.center());
            QCOMPARE(f.state().figure, list->item(k)->data(Qt::UserRole).toString());
            QCOMPARE(f.page.numbers()->rowCount(), f.page.figure()->numbers().size());
        }
        f.store.undoStack()->undo();
        QCOMPARE(f.state().figure, list->item(1)->data(Qt::UserRole).toString());
        QCOMPARE(list->currentRow(), 1);
    }

    void oneDragOfAPointIsOneStepOfUndo_data() { planarFigures(); }
    void oneDragOfAPointIsOneStepOfUndo() {
        QFETCH(QString, id);
        Fixture f(id);
        const QPointF before = f.state().first;
        const auto numbers = f.page.figure()->numbers();
        QSignalSpy sentences(&f.page, &WorkspacePage::statusChanged);
        f.drag(60, 40);
        QVERIFY(f.state().first.x() > before.x() && f.state().first.y() < before.y());
        QVERIFY(f.page.figure()->numbers() != numbers || id == "cells");
        QVERIFY(!sentences.isEmpty());
        QCOMPARE(f.plane()->handles().front().at, f.state().first);
        QCOMPARE(f.store.undoStack()->count(), 1);
        f.store.undoStack()->undo();
        QCOMPARE(f.state().first, before);
    }

    void pressingElsewhereDragsNothing() {
        Fixture f;
        QTest::mousePress(f.plane(), Qt::LeftButton, {}, QPoint(80, 60));
        QTest::mouseMove(f.plane(), QPoint(120, 90));
        QTest::mouseRelease(f.plane(), Qt::LeftButton, {}, QPoint(120, 90));
        QCOMPARE(f.store.undoStack()->count(), 0);
    }

    void theViewHoldsStillUnderADragAndHasEqualScales() {
        Fixture f;
        const auto isEqual = [&] {
            const QRectF view = f.plane()->view();
            const QRect area = f.plane()->axisRect()->rect();
            return std::abs(view.width() / area.width() / (view.height() / area.height()) - 1) < 1e-9;
        };
        QVERIFY(isEqual());
        const QRectF before = f.plane()->view();
        f.drag(10, 10);
        settleEvents();
        QCOMPARE(f.plane()->view(), before);
        // A wheel step is the user's own view; a double click gives the fitted one back.
        QWheelEvent wheel(
            QPointF(200, 150), f.plane()->mapToGlobal(QPointF(200, 150)), {}, {0, 120}, {}, {}, {}, false);
        QCoreApplication::sendEvent(f.plane(), &wheel);
        settleEvents();
        QVERIFY(f.plane()->view().width() < before.width());
        QTest::mouseDClick(f.plane(), Qt::LeftButton, {}, QPoint(200, 150));
        settleEvents();
        QVERIFY(isEqual());
        QVERIFY(f.plane()->view().width() > 0.9 * before.width());
    }

    void aDraggedPointStaysUnderThePointer_data() { planarFigures(); }
    void aDraggedPointStaysUnderThePointer() {
        QFETCH(QString, id);
        Fixture f(id);
        const QRectF before = f.plane()->view();
        const QPoint from = f.plane()->toPixel(f.state().first).toPoint();
        // To the rim, where a view that grew would carry the point away.
        const QPoint by(-150, -110);
        QTest::mousePress(f.plane(), Qt::LeftButton, {}, from);
        for (int k = 1; k <= 30; ++k) {
            QTest::mouseMove(f.plane(), from + by * std::min(k, 15) / 15 + QPoint(k % 2, 0));
            QTest::qWait(2);
            QCOMPARE(f.plane()->view(), before);
        }
        // Beyond the rim the point stays at it.
        const QRect area = f.plane()->axisRect()->rect();
        const QPoint at(
            std::clamp((from + by).x(), area.left(), area.right()),
            std::clamp((from + by).y(), area.top(), area.bottom()));
        const QPointF pointer = f.plane()->toPlot(at);
        QVERIFY(QLineF(f.state().first, pointer).length() < 0.02 * before.width());
        QTest::mouseRelease(f.plane(), Qt::LeftButton, {}, from + by);
        settleEvents();
        f.store.undoStack()->undo();
        settleEvents();
        for (const QCPAxis* axis : {f.plane()->xAxis, f.plane()->yAxis}) {
            const auto ticks = axis->tickVector();
            QVERIFY(std::count_if(ticks.begin(), ticks.end(), [&](double tick) {
                        return axis->range().contains(tick);
                    }) >= 3);
        }
    }

    void spacePlaysAfterAFigureIsChosen() {
        Fixture f;
        auto* list = f.child<FigureList>("contraction.figures");
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(1)).center());
        QCOMPARE(f.state().figure, "cells");
        QCOMPARE(QApplication::focusWidget(), list);
        QTest::keyClick(list, Qt::Key_Space);
        QVERIFY(f.page.transport()->isPlaying());
        QTest::keyClick(list, Qt::Key_Space);
        QVERIFY(!f.page.transport()->isPlaying());
    }

    void aChoiceOfAFigureIsUndoneByItsKey() {
        WindowFixture f;
        QVERIFY(f.settle());
        f.window.store()->setWorkspace("contraction");
        f.window.activateWindow();
        auto* list = f.window.findChild<FigureList*>("contraction.figures");
        const auto shown = [&] { return f.window.store()->state().contraction.figure; };
        for (int row = 1; row < list->count(); ++row) {
            const QString before = shown();
            QTest::mouseClick(
                list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(row)).center());
            settleEvents();
            QCOMPARE(shown(), list->item(row)->data(Qt::UserRole).toString());
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Z, Qt::ControlModifier);
            QCOMPARE(shown(), before);
            QCOMPARE(list->currentItem()->data(Qt::UserRole).toString(), before);
        }
        f.window.store()->setWorkspace("reach");
        QVERIFY(f.settle());
    }

    void timePassesWithoutUndo() {
        Fixture f;
        const double before = f.number("‖x(t) − y(t)‖");
        QTest::mouseClick(f.child<QToolButton>("contraction.transport.play"), Qt::LeftButton);
        QVERIFY(QTest::qWaitFor([&] { return f.state().time > 0.5; }, 10000));
        QTest::keyClick(&f.page, Qt::Key_Space);
        QVERIFY(!f.page.transport()->isPlaying());
        QVERIFY(f.number("‖x(t) − y(t)‖") < before);
        QTest::keyClick(&f.page, Qt::Key_End);
        QCOMPARE(f.state().time, f.page.figure()->lastPosition() * f.page.figure()->timeStep());
        QTest::keyClick(&f.page, Qt::Key_Home);
        QCOMPARE(f.state().time, 0.0);
        QTest::keyClick(&f.page, Qt::Key_Right);
        QCOMPARE(f.state().time, f.page.figure()->timeStep());
        QCOMPARE(f.store.undoStack()->count(), 0);
        // Another figure starts at its beginning.
        f.child<FigureList>("contraction.figures")->setCurrentRow(1);
        QCOMPARE(f.state().time, 0.0);
    }

    void speedIsRemembered() {
        Fixture f;
        auto* speed = f.child<QComboBox>("contraction.transport.speed");
        speed->setFocus();
        QTest::keyClick(speed, Qt::Key_Down);
        QCOMPARE(f.state().speed, 2.0);
    }

    void alphaIsSetWithSliderFieldAndButton() {
        Fixture f("euler");
        auto* slider = f.child<QSlider>("contraction.alpha");
        auto* field = f.child<NumberField>("contraction.alphaField");
        auto* star = f.child<QToolButton>("contraction.alphaStar");
        QVERIFY(star->isChecked());
        QCOMPARE(f.number("α"), 0.8); // 1/(1 + 1/4)
        slider->setFocus();
        QTest::keyClick(slider, Qt::Key_Right);
        QCOMPARE(f.number("α"), 0.81);
        QVERIFY(!star->isChecked());
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, "1/3");
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(f.number("α"), 1.0 / 3);
        QSignalSpy sentences(&f.store, &ExplorerStore::message);
        field->selectAll();
        QTest::keyClicks(field, "-1");
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(sentences.at(0).at(0).toString().contains("expected a number above 0"));
        QCOMPARE(f.number("α"), 1.0 / 3);
        QTest::mouseClick(star, Qt::LeftButton);
        QCOMPARE(f.number("α"), 0.8);
        QVERIFY(star->isChecked());
        QTest::mouseClick(star, Qt::LeftButton);
        QVERIFY(star->isChecked());
    }

    void aPressBesideTheHandleIsOneStep() {
        Fixture f("euler");
        auto* slider = f.child<QSlider>("contraction.alpha");
        // Held for so long that it repeats.
        QTest::mousePress(slider, Qt::LeftButton, {}, QPoint(slider->width() - 4, slider->height() / 2));
        QTest::qWait(900);
        QTest::mouseRelease(slider, Qt::LeftButton, {}, QPoint(slider->width() - 4, slider->height() / 2));
        QVERIFY(f.number("α") > 0.95);
        QCOMPARE(f.store.undoStack()->count(), 1);
        f.store.undoStack()->undo();
        QCOMPARE(f.number("α"), 0.8);
        // Another press is another step.
        for (int k = 0; k < 2; ++k)
            QTest::mouseClick(slider, Qt::LeftButton, {}, QPoint(slider->width() - 4, slider->height() / 2));
        QCOMPARE(f.store.undoStack()->count(), 2);
    }

    void settingsAreThoseOfTheFigure() {
        Fixture f("flow");
        QVERIFY(f.child<QComboBox>("contraction.norm")->isVisible());
        QVERIFY(!f.child<QSlider>("contraction.alpha")->isVisible());
        f.child<FigureList>("contraction.figures")->setFocus();
        f.child<FigureList>("contraction.figures")->setCurrentRow(1);
        QCOMPARE(f.state().figure, "cells");
        QVERIFY(!f.child<QComboBox>("contraction.norm")->isVisible());
        QVERIFY(f.child<QSlider>("contraction.alpha")->isVisible());
    }

    void theNormIsChosen() {
        Fixture f;
        auto* norm = f.child<QComboBox>("contraction.norm");
        norm->setFocus();
        QTest::keyClick(norm, Qt::Key_Home);
        QCOMPARE(f.state().norm, Norm::Kind::One);
        QVERIFY(f.page.figure()->sentence().contains("l₁"));
        f.store.undoStack()->undo();
        QCOMPARE(norm->currentIndex(), 3);
    }

    void networksAreChosenWithoutTouchingTheOpenOne() {
        Fixture f("cells");
        const auto open = f.store.state().network;
        auto* networks = f.child<QComboBox>("contraction.network");
        QCOMPARE(networks->currentIndex(), 0);
        networks->setFocus();
        QTest::keyClick(networks, Qt::Key_Down);
        QTest::keyClick(networks, Qt::Key_Down);
        QVERIFY(!f.state().linked);
        QCOMPARE(f.state().planar, planarPresets()[1].weights);
        QCOMPARE(f.store.state().network, open);
        QCOMPARE(f.number("‖A‖_∞"), 2.8);
        f.store.undoStack()->undo();
        f.store.undoStack()->undo();
        QVERIFY(f.state().linked);
        QCOMPARE(f.number("‖A‖_∞"), 1.0);
    }

    void aNetworkOfAnotherSizeIsNotLinked() {
        ExplorerState state = stateForNetwork(slowNetwork(5), {});
        Fixture f("flow", std::move(state));
        auto* networks = f.child<QComboBox>("contraction.network");
        QCOMPARE(networks->currentIndex(), 1);
        QTest::keyClick(networks, Qt::Key_Home);
        QCOMPARE(networks->currentIndex(), 1);
        QVERIFY(std::isfinite(f.number("x*₁")));
    }

    void numbersAreCopiedInFull() {
        Fixture f;
        const QAbstractItemModelTester tester(f.page.numbers());
        auto* table = f.child<CopyableTable>("contraction.numbers");
        table->selectRow(0);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        const QString text = QGuiApplication::clipboard()->text();
        QVERIFY2(text.contains(exactNumber(f.number("x*₁"))), qPrintable(text));
        QCOMPARE(
            table->model()->index(0, NumbersModel::Value).data().toString(), formatNumber(f.number("x*₁")));
    }

    void hiddenPagesDoNothing() {
        Fixture f;
        f.page.hide();
        QSignalSpy sentences(&f.page, &WorkspacePage::statusChanged);
        f.store.moveTime(1);
        QVERIFY(sentences.isEmpty());
        f.page.show();
        QVERIFY(!sentences.isEmpty());
        QCOMPARE(f.number("time t"), 1.0);
    }

    void theWindowShowsItAndItsHelp() {
        WindowFixture f;
        f.window.store()->setWorkspace("contraction");
        auto* status = f.window.findChild<QLabel*>("statusSentence");
        QVERIFY2(status->text().contains("e^(−ct)"), qPrintable(status->text()));
        auto* help = f.window.findChild<QWidget*>("contraction.card")->findChild<QToolButton*>("helpMark");
        QTest::mouseClick(help, Qt::LeftButton);
        QCOMPARE(f.window.guide()->topic(), "contraction-flow");
        f.window.store()->setWorkspace("reach");
        QVERIFY(f.settle());
    }

private:
    static void allFigures() {
        QTest::addColumn<QString>("id");
        for (const FigureRow& row : figureRows())
            QTest::newRow(row.id) << QString::fromLatin1(row.id);
    }
    static void planarFigures() {
        QTest::addColumn<QString>("id");
        for (const char* id : {"flow", "cells", "euler"})
            QTest::newRow(id) << QString::fromLatin1(id);
    }
};

QTEST_MAIN(TestContraction)
#include "tst_contraction.moc"
