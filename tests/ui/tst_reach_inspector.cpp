// The inspector as a whole: words, bounds, brushing, visibility, staleness, layout at several widths.
#include "ui/workspaces/reach/reach_inspector.h"

#include "inspector_fixture.h"
#include "ui/style/theme.h"
#include "ui/text/number_text.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/verdict_label.h"
#include "ui/widgets/verdict_text.h"
#include "ui/workspaces/reach/conditions_model.h"
#include "ui/workspaces/reach/constants_model.h"
#include "ui/workspaces/reach/method_table.h"
#include "ui/workspaces/reach/method_table_model.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QToolButton>
#include <QVBoxLayout>

using namespace kamke;
using namespace kamke::ui;

namespace {

struct Shown : Explorer {
    explicit Shown(std::shared_ptr<const Network> network, int width = 440)
        : Explorer(std::move(network))
        , inspector(&store, &runner, &analysis) {
        inspector.resize(width, 900);
        inspector.show();
        settle();
        // The frame, and the layouts that it changed.
        QCoreApplication::processEvents();
    }
    MethodTable* table() { return inspector.findChild<MethodTable*>(); }
    MethodTableModel* model() { return inspector.findChild<MethodTableModel*>(); }
    VerdictLabel* verdict() { return inspector.findChild<VerdictLabel*>("methodVerdict"); }
    NumberField* field(const char* name) { return inspector.findChild<NumberField*>(name); }
    QPoint row(const char* id) { return table()->visualRect(model()->index(model()->rowOf(id), 0)).center(); }
    void type(const char* name, const QString& text) {
        field(name)->setFocus();
        field(name)->selectAll();
        QTest::keyClicks(field(name), text);
        QTest::keyClick(field(name), Qt::Key_Return);
    }

    ReachInspector inspector;
};

} // namespace

class TestReachInspector : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyTheme(ThemeChoice::Light); }
    void init() { QLocale::setDefault(QLocale::c()); }

    void opensWithTheTightestProvedVerdict() {
        Shown s(paperNetwork());
        QCOMPARE(
            s.verdict()->verdict().plain(), QString("Mixed monotone. Every input in A gives y₁ in [0.393939, "
                                                    "1.60607] and y₂ in [0.636363, 2.03031]. "
                                                    "Proved with rounding bounds."));
        QCOMPARE(s.verdict()->findChild<QLabel*>()->accessibleName(), s.verdict()->verdict().plain());
    }

    void hoveringARowHighlightsTheMethodAndSaysItsVerdict() {
        Shown s(paperNetwork());
        QSignalSpy hovered(&s.store, &ExplorerStore::hoveredMethodChanged);
        QTest::mouseMove(s.table()->viewport(), s.row("ibp"));
        QTRY_COMPARE(s.store.hoveredMethod(), QString("ibp"));
        QVERIFY(s.verdict()->verdict().plain().startsWith("IBP."));
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(s.table(), &leave);
        QCOMPARE(s.store.hoveredMethod(), QString());
        QVERIFY(s.verdict()->verdict().plain().startsWith("Mixed monotone."));
        // A selected row stays highlighted, also by keyboard.
        s.table()->setFocus();
        s.table()->setCurrentIndex(s.model()->index(s.model()->rowOf("ibp"), 0));
        QCOMPARE(s.store.hoveredMethod(), QString("ibp"));
        QTest::keyClick(s.table(), Qt::Key_Down);
        QCOMPARE(s.store.hoveredMethod(), QString("lipschitz"));
        // And a hover in another view is followed.
        s.store.setHoveredMethod("exact");
        QVERIFY(s.verdict()->verdict().plain().startsWith("Exact."));
        QVERIFY(hovered.count() >= 4);
    }

    void theCheckBoxHidesAMethodInOneUndoStep() {
        Shown s(paperNetwork());
        s.table()->setFocus();
        s.table()->setCurrentIndex(s.model()->index(s.model()->rowOf("ibp"), 0));
        QTest::keyClick(s.table(), Qt::Key_Space);
        QVERIFY(!s.store.state().methods.contains("ibp"));
        QCOMPARE(s.store.undoStack()->undoText(), QString("Hide IBP"));
        QTest::keyClick(s.table(), Qt::Key_Space);
        QVERIFY(s.store.state().methods.contains("ibp"));
        const QStringList order = s.store.state().methods;
        s.store.undoStack()->undo();
        s.store.undoStack()->undo();
        QCOMPARE(s.store.state().methods, order); // list order is kept
    }

    void aMethodWithoutABoxSaysWhyInTheVerdict() {
        Shown s(illPosedNetwork());
        QVERIFY2(
            s.verdict()->verdict().plain().contains("no weights η give μ_η(A) < 1"),
            qPrintable(s.verdict()->verdict().plain()));
        QVERIFY(s.verdict()->text().contains("μ<sub>η</sub>"));
        QCOMPARE(s.verdict()->kind(), QString("warning"));
        auto* guarantees = s.inspector.findChild<VerdictLabel*>("guarantees");
        QVERIFY(guarantees->verdict().plain().startsWith("No condition holds."));
        QCOMPARE(guarantees->kind(), QString("bad"));
    }

    void aVerdictGetsItsRoomInEveryWidth() {
        QWidget host;
        auto* column = new QVBoxLayout(&host);
        auto* label = new VerdictLabel;
        column->addWidget(label);
        column->addStretch(1);
        const auto say = [&](int words) {
            label->setVerdict({Statement::Tone::Neutral, {}, QString("interval ").repeated(words)}, {});
            QCoreApplication::processEvents();
            QCoreApplication::processEvents();
        };
        host.resize(200, 600);
        host.show();
        say(20);
        const int narrow = label->heightForWidth(label->width());
        QCOMPARE(label->height(), narrow);
        host.resize(800, 600);
        QCoreApplication::processEvents();
        // As high as it was before, when it was narrower.
        for (int words = 20; words < 200; ++words) {
            say(words);
            const int needed = label->heightForWidth(label->width());
            QCOMPARE(label->height(), needed);
            if (needed > narrow)
                return;
        }
        QFAIL("the words were never as high");
    }

    /// The layout remembers the height of the words before, and must not give it to those of now.
    void aVerdictGetsItsRoomWhenItsColumnIsLaidOutBeforeItsWords() {
        QWidget host;
        auto* column = new QVBoxLayout(&host);
        auto* label = new VerdictLabel;
        column->addWidget(label);
        column->addStretch(1);
        const auto say = [&](int words) {
            label->setVerdict({Statement::Tone::Neutral, {}, QString("interval ").repeated(words)}, {});
        };
        say(10);
        host.resize(200, 600);
        host.show();
        QCoreApplication::processEvents();
        say(40);
        label->resize(label->width(), 500);
        QCoreApplication::processEvents();
        host.resize(200, 601);
        QCoreApplication::processEvents();
        QCOMPARE(label->height(), label->heightForWidth(label->width()));
    }

    void typedBoundsChangeTheBox() {
        Shown s(paperNetwork());
        s.type("upper0", "2/3");
        QCOMPARE(s.store.state().boxes[0].box.upper(0), 2.0 / 3);
        QCOMPARE(s.store.undoStack()->undoText(), QString("Set Upper u₁ of A to 2/3"));
        QVERIFY(s.settle());
        auto* note = s.inspector.findChild<QLabel*>("boundsNote");
        s.type("lower0", "5");
        QCOMPARE(s.store.state().boxes[0].box.lower(0), 0.0);
        QVERIFY(note->isVisible());
        QCOMPARE(note->text(), QString("The lower bound of u₁ must be at most 0.666667, found 5."));
        QCOMPARE(s.field("lower0")->text(), QString("0"));
        s.type("lower0", "x");
        QCOMPARE(note->text(), QString("“x” is not a number; type it like 0.75, 3/4 or 1e-3."));
        s.store.undoStack()->undo();
        QVERIFY(!note->isVisible());
        // Looking at a field and leaving it keeps all digits of the bound.
        s.field("upper0")->setFocus();
        s.field("lower1")->setFocus();
        QCOMPARE(s.store.state().boxes[0].box.upper(0), 1.0 / 3);
    }

    void choosesAmongBoxes() {
        Shown s(paperNetwork());
        auto* chooser = s.inspector.findChild<QComboBox*>();
        QVERIFY(!chooser->isVisible());
        s.apply([](ExplorerState& state) {
            InputBox second = state.boxes[0];
            second.letter = state.nextLetter();
            second.box.lower(0) = -1;
            state.boxes.push_back(second);
        });
        QVERIFY(chooser->isVisible());
        chooser->setFocus();
        QTest::keyClick(chooser, Qt::Key_Down);
        QCOMPARE(s.store.state().selectedBox, 1);
        QVERIFY(s.settle());
        QTRY_VERIFY2(
            s.verdict()->verdict().plain().contains("Every input in B"),
            qPrintable(s.verdict()->verdict().plain()));
        QCOMPARE(s.field("lower0")->text(), QString("−1"));
    }

    void withoutABoxItSaysWhatToDo() {
        Shown s(paperNetwork());
        s.apply([](ExplorerState& state) {
            state.boxes.clear();
            state.selectedBox = -1;
        });
        QCOMPARE(
            s.verdict()->verdict().plain(),
            QString("There is no input box. Drag on the input plane to draw one."));
        QVERIFY(!s.field("lower0")->isVisible());
        QCOMPARE(s.model()->enclosure(0), nullptr);
    }

    void everyMethodHiddenIsSaid() {
        Shown s(paperNetwork());
        s.apply([](ExplorerState& state) { state.methods.clear(); });
        QVERIFY(s.verdict()->verdict().plain().startsWith("All methods are hidden."));
    }

    void conditionsHaveWordsSymbolsAndSources() {
        Explorer e(monNetwork());
        QVERIFY(e.settle());
        ConditionsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show(e.runner.result()->analysis);
        const auto& rows = e.runner.result()->analysis->conditions.rows;
        QCOMPARE(model.rowCount(), static_cast<int>(rows.size()));
        for (int k = 0; k < model.rowCount(); ++k) {
            const Condition& c = rows[static_cast<std::size_t>(k)];
            const QModelIndex holds = model.index(k, ConditionsModel::Holds);
            QCOMPARE(holds.data().toString(), c.holds ? QString("✓") : QString("✗"));
            QCOMPARE(
                holds.data(Qt::AccessibleTextRole).toString(),
                c.holds ? QString("holds") : QString("does not hold"));
            QCOMPARE(
                model.index(k, ConditionsModel::Value).data(ExactTextRole).toString().toDouble(), c.value);
            QVERIFY(holds.data(Qt::ToolTipRole).toString().contains(QString::fromStdString(c.source)));
        }
        // The condition that the network's kind promises is marked.
        auto trained = monNetwork();
        trained->training["kind"] = std::string("mon");
        ConditionsModel marked;
        marked.show(std::make_shared<const NetworkAnalysis>(trained));
        for (int k = 0; k < marked.rowCount(); ++k) {
            const QModelIndex name = marked.index(k, ConditionsModel::Name);
            const bool own = rows[static_cast<std::size_t>(k)].id == "mon";
            QCOMPARE(name.data().toString().startsWith(QString("▸")), own);
            QCOMPARE(name.data(Qt::ToolTipRole).toString().contains("keep it"), own);
        }
        ConstantsModel constants;
        QAbstractItemModelTester constantsTester(
            &constants, QAbstractItemModelTester::FailureReportingMode::QtTest);
        constants.show(e.runner.result()->analysis.get());
        QCOMPARE(constants.index(1, ConstantsModel::Value).data().toString(), QString("–"));
        QVERIFY(constants.index(1, ConstantsModel::Value)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains("does not exist"));
    }

    void copyButtonCopiesTheWholeTableExactly() {
        Shown s(paperNetwork());
        for (auto* button : s.inspector.findChildren<QToolButton*>())
            if (button->text() == "Copy")
                button->click();
        const QStringList lines = QApplication::clipboard()->text().split('\n');
        QCOMPARE(lines.size(), s.model()->rowCount() + 2);
        QVERIFY(lines[0].startsWith("method\ty₁ from\t"));
        QVERIFY(
            lines[2].contains(exactNumber(s.runner.result()->frame.boxes[0].enclosures[1].output->lower(0))));
    }

    void slowNumbersTurnFaint() {
        Shown s(largeNetwork(60));
        const QModelIndex cell = s.model()->index(s.model()->rowOf("lipschitz"), 1);
        const auto ink = [&] { return cell.data(Qt::ForegroundRole).value<QColor>(); };
        QVERIFY(ink() != currentTheme().faintText);
        // A cancelled result stays on screen and does not belong to the new state.
        s.apply([](ExplorerState& state) { state.sampleCount += 1; });
        s.runner.cancel();
        QVERIFY(!s.runner.isCurrent());
        QTRY_COMPARE_WITH_TIMEOUT(ink(), currentTheme().faintText, 1000);
        s.apply([](ExplorerState& state) { state.sampleCount += 1; });
        QVERIFY(s.settle());
        QTRY_VERIFY(ink() != currentTheme().faintText);
    }

    void helpMarksNameTheirTopics() {
        Shown s(paperNetwork());
        QSignalSpy help(&s.inspector, &ReachInspector::helpRequested);
        for (auto* mark : s.inspector.findChildren<QToolButton*>("helpMark"))
            mark->click();
        QStringList topics;
        for (const auto& call : help)
            topics << call[0].toString();
        QCOMPARE(topics, QStringList({"reach-boxes", "network", "conditions"}));
    }

    void nothingIsCutOff_data() {
        QTest::addColumn<int>("width");
        for (const int width : {380, 440, 520, 900})
            QTest::addRow("%d", width) << width;
    }
    void nothingIsCutOff() {
        QFETCH(int, width);
        Shown s(paperNetwork(), width);
        const MethodTable* table = s.table();
        int used = 0;
        for (int j = 0; j < s.model()->columnCount(); ++j) {
            if (table->isColumnHidden(j))
                continue;
            used += table->columnWidth(j);
            if (s.model()->field(j) != MethodTableModel::Field::Method)
                QVERIFY2(table->columnWidth(j) >= table->contentWidth(j), qPrintable(QString::number(j)));
        }
        QCOMPARE(used, table->viewport()->width());
        QVERIFY(s.inspector.widget()->width() <= s.inspector.viewport()->width());
        // Lower and upper bounds come together, where there is room.
        const int lower = 1, upper = 3;
        QCOMPARE(table->isColumnHidden(lower), table->isColumnHidden(upper));
        QCOMPARE(table->isColumnHidden(lower), width < 700);
    }
};

QTEST_MAIN(TestReachInspector)
#include "tst_reach_inspector.moc"
