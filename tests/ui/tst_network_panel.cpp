// Editing a network with the keyboard: typed weights, steps, refusals, undo.
#include "ui/workspaces/reach/network_panel.h"

#include "inspector_fixture.h"
#include "ui/style/theme.h"
#include "ui/text/number_text.h"
#include "ui/widgets/number_field.h"
#include "ui/workspaces/reach/matrix_view.h"
#include "ui/workspaces/reach/row_measure_bars.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QSignalSpy>
#include <QTabWidget>
#include <QToolButton>

using namespace kamke;
using namespace kamke::ui;

namespace {

/// The panel in a window, with its explorer.
struct Shown : Explorer {
    explicit Shown(std::shared_ptr<const Network> network)
        : Explorer(std::move(network))
        , panel(&store, &analysis) {
        panel.resize(430, 500);
        panel.show();
        settle();
        QCoreApplication::processEvents(); // what the result changed is laid out
    }
    MatrixTable* matrix(const char* symbol) {
        return panel.findChild<MatrixTable*>(QStringLiteral("matrix_%1").arg(symbol));
    }
    QLabel* note() { return panel.findChild<QLabel*>("networkNote"); }
    const Network& network() { return *store.state().network; }

    /// Types into a cell as a user does.
    void type(const char* symbol, int row, int column, const QString& text) {
        MatrixTable* table = matrix(symbol);
        table->setFocus();
        table->setCurrentIndex(table->model()->index(row, column));
        QTest::keyClicks(table, text.first(1));
        auto* editor = table->findChild<QLineEdit*>();
        QVERIFY(editor);
        QTest::keyClicks(editor, text.sliced(1));
        QTest::keyClick(editor, Qt::Key_Return);
        // The delegate commits by a queued call and deletes its editor later.
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    NetworkPanel panel;
};

} // namespace

class TestNetworkPanel : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyTheme(ThemeChoice::Light); }
    void init() { QLocale::setDefault(QLocale::c()); }

    void typingAFractionIsOneUndoStep() {
        Shown s(paperNetwork());
        const auto before = s.store.state().network;
        s.type("A", 0, 1, "3/4");
        QCOMPARE(s.network().A(0, 1), 0.75);
        QVERIFY(s.store.state().networkEdited);
        QCOMPARE(s.store.undoStack()->count(), 1);
        QCOMPARE(s.store.undoStack()->undoText(), QString("Set A(1, 2) to 3/4"));
        QCOMPARE(before->A(0, 1), -0.25); // the old network is not changed in place
        s.store.undoStack()->undo();
        QCOMPARE(s.network().A(0, 1), -0.25);
        QVERIFY(!s.store.state().networkEdited);
        QCOMPARE(s.matrix("A")->model()->index(0, 1).data().toString(), QString("−0.25"));
    }

    void allMatricesAreEditable() {
        Shown s(paperNetwork());
        s.type("B", 1, 0, "-1/3");
        s.type("C", 0, 1, "2");
        s.type("b", 1, 0, "1e-3");
        s.type("c", 0, 0, "-0.5");
        QCOMPARE(s.network().B(1, 0), -1.0 / 3);
        QCOMPARE(s.network().C(0, 1), 2.0);
        QCOMPARE(s.network().b(1), 1e-3);
        QCOMPARE(s.network().c(0), -0.5);
        QCOMPARE(s.store.undoStack()->undoText(), QString("Set c(1) to -0.5"));
        QCOMPARE(s.store.undoStack()->count(), 4);
    }

    void refusesWhatIsNotANumber() {
        Shown s(paperNetwork());
        QVERIFY(!s.note()->isVisible());
        s.type("A", 1, 0, "abc");
        QCOMPARE(s.network().A(1, 0), 0.75);
        QCOMPARE(s.store.undoStack()->count(), 0);
        QVERIFY(s.note()->isVisible());
        QCOMPARE(
            s.note()->text(),
            QString("“abc” is not a number; type it like 0.75, 3/4 or 1e-3. A(2, 1) stays 0.75."));
        s.type("A", 1, 0, "1/0");
        QVERIFY(s.note()->text().startsWith("“1/0” divides by zero."));
        s.type("A", 1, 0, "1/2");
        QVERIFY(!s.note()->isVisible());
        QCOMPARE(s.network().A(1, 0), 0.5);
    }

    void openingAnEditorChangesNothing() {
        auto w = paperNetwork();
        w->A(0, 0) = -1.0 / 7; // six digits would not read back as this
        Shown s(w);
        MatrixTable* table = s.matrix("A");
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Return);
        auto* editor = table->findChild<QLineEdit*>();
        QVERIFY(editor);
        QTest::keyClick(editor, Qt::Key_Return);
        QCoreApplication::processEvents();
        QCOMPARE(s.network().A(0, 0), -1.0 / 7);
        QCOMPARE(s.store.undoStack()->count(), 0);
    }

    void stepsWithKeysAndWheelMerge() {
        Shown s(paperNetwork());
        MatrixTable* table = s.matrix("A");
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, 1));
        for (int k = 0; k < 3; ++k)
            QTest::keyClick(table, Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(s.network().A(0, 1), -0.1);
        QTest::keyClick(table, Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(s.network().A(0, 1), -0.6);
        QCOMPARE(s.store.undoStack()->count(), 1);

        const QPointF at = table->visualRect(table->model()->index(1, 1)).center();
        const auto wheel = [&](int delta, Qt::KeyboardModifiers keys) {
            QWheelEvent event(
                at, table->viewport()->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, keys, Qt::NoScrollPhase,
                false);
            QApplication::sendEvent(table->viewport(), &event);
        };
        wheel(120, Qt::NoModifier);
        QCOMPARE(s.network().A(1, 1), -0.25);
        wheel(60, Qt::ControlModifier);
        wheel(60, Qt::ControlModifier);
        QCOMPARE(s.network().A(1, 1), -0.2);
        QCOMPARE(s.store.undoStack()->count(), 2);
        s.store.undoStack()->undo();
        s.store.undoStack()->undo();
        QCOMPARE(s.network().A, paperNetwork()->A);
    }

    void choosesTheActivation() {
        Shown s(paperNetwork());
        auto* chooser = s.panel.findChild<QComboBox*>("activation");
        auto* slope = s.panel.findChild<NumberField*>("slope");
        QCOMPARE(chooser->count(), static_cast<int>(Activation::names().size()));
        QVERIFY(!slope->isVisible());
        chooser->setFocus();
        QTest::keyClick(chooser, Qt::Key_Down);
        QCOMPARE(s.network().activation.kind(), Activation::Kind::LeakyRelu);
        QCOMPARE(s.store.undoStack()->undoText(), QString("Set Activation to leaky_relu"));
        QVERIFY(slope->isVisible());
        slope->setFocus();
        slope->selectAll();
        QTest::keyClicks(slope, "1/4");
        QTest::keyClick(slope, Qt::Key_Return);
        QCOMPARE(s.network().activation.slope(), 0.25);
        slope->selectAll();
        QTest::keyClicks(slope, "2");
        QTest::keyClick(slope, Qt::Key_Return);
        QCOMPARE(s.network().activation.slope(), 0.25);
        QCOMPARE(s.note()->text(), QString("The slope must be in [0, 1], found 2."));
        s.store.undoStack()->undo();
        s.store.undoStack()->undo();
        QCOMPARE(chooser->currentText(), QString("relu"));
    }

    void rowMeasuresFollowTheWeights() {
        Shown s(paperNetwork());
        auto* bars = s.panel.findChild<RowMeasureBars*>();
        QVERIFY(bars);
        QCOMPARE(bars->largestRow(), 1);
        s.type("A", 0, 0, "2");
        QVERIFY(s.settle());
        QTRY_COMPARE(bars->largestRow(), 0);
        QVERIFY(bars->accessibleName().contains("2.25"));
        s.panel.findChild<QToolButton*>("bestEta")->click();
        const double best = s.runner.result()->analysis->best.value;
        QVERIFY2(bars->accessibleName().contains(formatNumber(best)), qPrintable(bars->accessibleName()));
    }

    void hoveringARowHighlightsTheUnitEverywhere() {
        Shown s(paperNetwork());
        auto* bars = s.panel.findChild<RowMeasureBars*>();
        QTest::mouseMove(bars, QPoint(20, bars->rowHeight() + 4));
        QTRY_COMPARE(s.store.hoveredUnit(), 1);
        MatrixTable* a = s.matrix("A");
        QVERIFY(a->model()->index(1, 0).data(Qt::BackgroundRole).isValid());
        QVERIFY(!a->model()->index(0, 0).data(Qt::BackgroundRole).isValid());
        QTest::mouseMove(a->viewport(), a->visualRect(a->model()->index(0, 1)).center());
        QTRY_COMPARE(s.store.hoveredUnit(), 0);
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(a, &leave);
        QCOMPARE(s.store.hoveredUnit(), -1);
        QVERIFY(!a->model()->index(0, 0).data(Qt::BackgroundRole).isValid());
    }

    void showsDOnlyWhenThereIsOne() {
        Shown s(paperNetwork());
        QVERIFY(!s.matrix("D")->isVisible());
        s.apply([](ExplorerState& state) {
            auto w = std::make_shared<Network>(*state.network);
            w->D(0, 1) = 0.5;
            state.network = w;
            state.networkEdited = true;
        });
        QVERIFY(s.matrix("D")->isVisible());
        // Editing it to zero does not take it away from under the hands.
        s.type("D", 0, 1, "0");
        QVERIFY(s.network().D.isZero(0));
        QVERIFY(s.matrix("D")->isVisible());
    }

    void copiesExactly() {
        auto w = paperNetwork();
        w->A(0, 0) = -1.0 / 7;
        Shown s(w);
        MatrixTable* table = s.matrix("A");
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keySequence(table, QKeySequence::Copy);
        QCOMPARE(QApplication::clipboard()->text(), exactNumber(-1.0 / 7));
    }

    void aLargeNetworkScrollsInTabsAndStaysFast() {
        Shown s(largeNetwork(100));
        auto* tabs = s.panel.findChild<QTabWidget*>();
        QVERIFY(tabs);
        QCOMPARE(tabs->tabText(0), QString("A"));
        QVERIFY(s.panel.sizeHint().height() < 700);
        MatrixTable* table = s.matrix("A");
        QVERIFY(table->height() < 300);
        QElapsedTimer clock;
        clock.start();
        s.type("A", 0, 1, "3/4");
        s.panel.grab();
        QVERIFY2(clock.elapsed() < 1000, qPrintable(QString::number(clock.elapsed())));
        QCOMPARE(s.network().A(0, 1), 0.75);
        // Back to a small one: side by side again, without tabs.
        s.apply([](ExplorerState& state) { state = stateForNetwork(paperNetwork(), {}, state); });
        QVERIFY(!s.panel.findChild<QTabWidget*>());
        QVERIFY(s.matrix("c")->isVisible());
    }

    void theModelIsWellBehaved() {
        MatrixModel model("A");
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setMatrix(Matrix::Identity(3, 2));
        model.setMatrix(Matrix::Zero(3, 2));
        model.setMatrix(Matrix::Zero(0, 0));
        model.setMatrix(Matrix::Identity(2, 2));
        QSignalSpy stepped(&model, &MatrixModel::stepped);
        model.step(model.index(0, 0), 0.05);
        QCOMPARE(stepped[0][2].toDouble(), 1.05);
        QCOMPARE(stepped[0][3].toString(), QString("A(1, 1)"));
        model.step({}, 1);
        QCOMPARE(stepped.count(), 1);
    }
};

QTEST_MAIN(TestNetworkPanel)
#include "tst_network_panel.moc"
