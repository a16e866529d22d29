// The table of reach methods: numbers, words, roles, copies.
#include "ui/workspaces/reach/method_table_model.h"

#include "inspector_fixture.h"
#include "ui/text/number_text.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace kamke;
using namespace kamke::ui;
using Field = MethodTableModel::Field;

class TestMethodTable : public QObject {
    Q_OBJECT

    static int column(const MethodTableModel& model, Field field, Index output = -1) {
        for (int j = 0; j < model.columnCount(); ++j)
            if (model.field(j) == field && (output < 0 || model.output(j) == output))
                return j;
        return -1;
    }
    static QModelIndex cell(const MethodTableModel& model, const char* id, Field field, Index output = -1) {
        return model.index(model.rowOf(id), column(model, field, output));
    }

private slots:
    void init() { QLocale::setDefault(QLocale::c()); }

    void showsThePapersNumbers() {
        Explorer e(paperNetwork());
        QVERIFY(e.settle());
        MethodTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show(e.runner.result(), e.store.state());
        QCOMPARE(model.rowCount(), static_cast<int>(methods().size()));

        const auto exactly = [](const QModelIndex& index) {
            return index.data(ExactTextRole).toString().toDouble();
        };
        QVERIFY(std::abs(exactly(cell(model, "mm", Field::Lower, 0)) - 13.0 / 33) < 1e-9);
        QVERIFY(std::abs(exactly(cell(model, "mm", Field::Upper, 1)) - 67.0 / 33) < 1e-9);
        // 40/33, a proved width, outward
        QCOMPARE(cell(model, "mm", Field::Width, 0).data().toString(), QString("1.21213"));
        QCOMPARE(cell(model, "ibp", Field::Upper, 0).data().toString(), QString("2.16667"));
        QCOMPARE(cell(model, "mm", Field::Proof).data().toString(), QString("✓ proved"));
        QCOMPARE(cell(model, "exact", Field::Proof).data().toString(), QString("numerical"));
        QCOMPARE(cell(model, "exact", Field::Relative).data().toString(), QString("1"));
        const double ratio = exactly(cell(model, "mm", Field::Relative));
        QVERIFY(
            std::abs(
                ratio - exactly(cell(model, "mm", Field::Width, 0)) *
                            exactly(cell(model, "mm", Field::Width, 1)) /
                            exactly(cell(model, "exact", Field::Width, 0)) /
                            exactly(cell(model, "exact", Field::Width, 1))) < 1e-9);
        QVERIFY(cell(model, "mm", Field::Iterations).data().toInt() > 0);
        QCOMPARE(cell(model, "lipschitz", Field::Iterations).data().toString(), QString("–"));
        QCOMPARE(
            cell(model, "mm", Field::Width, 0).data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight,
            int(Qt::AlignRight));
        const QString about = cell(model, "mm", Field::Method).data(Qt::ToolTipRole).toString();
        for (const std::string_view part : {findMethod("mm")->citation, findMethod("mm")->name})
            QVERIFY(about.contains(QString::fromStdString(std::string(part)), Qt::CaseInsensitive));
        QVERIFY(
            cell(model, "mm", Field::Width, 1).data(Qt::AccessibleTextRole).toString().startsWith("Δy₂: "));
    }

    void withoutExactThereIsNoRelativeArea() {
        Explorer e(paperNetwork());
        e.apply([](ExplorerState& s) { s.methods.removeAll("exact"); });
        QVERIFY(e.settle());
        MethodTableModel model;
        model.show(e.runner.result(), e.store.state());
        QCOMPARE(cell(model, "mm", Field::Relative).data().toString(), QString("–"));
        QCOMPARE(cell(model, "mm", Field::Relative).data(ExactTextRole).toString(), QString());
        QCOMPARE(cell(model, "exact", Field::Method).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
        QCOMPARE(cell(model, "exact", Field::Width, 0).data().toString(), QString());
    }

    void aMethodWithoutABoxSaysWhy() {
        Explorer e(illPosedNetwork());
        // All of them, also those that are hidden at first.
        e.apply([](ExplorerState& s) {
            s.methods.clear();
            for (const Method& method : methods())
                s.methods << QString::fromStdString(std::string(method.id));
        });
        QVERIFY(e.settle());
        MethodTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show(e.runner.result(), e.store.state());
        for (int row = 0; row < model.rowCount(); ++row) {
            QVERIFY(model.index(row, 1).data().toString().size() > 20);
            QVERIFY(!model.index(row, 1).data(MethodTableModel::ReasonRole).toString().isEmpty());
        }
        QCOMPARE(cell(model, "mm", Field::Width, 0).data().toString(), QString());
        QCOMPARE(cell(model, "mm", Field::Proof).data(ExactTextRole).toString(), QString("not-applicable"));
    }

    void theCheckBoxAsks() {
        Explorer e(paperNetwork());
        MethodTableModel model;
        model.show(nullptr, e.store.state());
        QSignalSpy spy(&model, &MethodTableModel::visibilityRequested);
        QVERIFY(model.setData(cell(model, "ibp", Field::Method), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(spy.count(), 1);
        QCOMPARE(spy[0][0].toString(), QString("ibp"));
        QCOMPARE(spy[0][1].toBool(), false);
        QVERIFY(!model.setData(cell(model, "ibp", Field::Method), Qt::Checked, Qt::CheckStateRole));
    }

    void oneOutputHasARatioOfWidths() {
        auto w = zeroNetwork(2, 2, 1);
        w->A = paperNetwork()->A;
        w->B = paperNetwork()->B;
        w->C << 1, -1;
        Explorer e(w);
        QVERIFY(e.settle());
        MethodTableModel model;
        model.show(e.runner.result(), e.store.state());
        QCOMPARE(model.outputs().size(), std::size_t{1});
        QCOMPARE(
            model.headerData(column(model, Field::Relative), Qt::Horizontal).toString(), QString("ratio"));
        QVERIFY(cell(model, "mm", Field::Relative).data(ExactTextRole).toString().toDouble() >= 1 - 1e-9);
    }

    void followsTheShownOutputs() {
        Explorer e(largeNetwork(6));
        e.apply([](ExplorerState& s) {
            s.outputX = 3;
            s.outputY = 1;
        });
        QVERIFY(e.settle());
        MethodTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show(e.runner.result(), e.store.state());
        QCOMPARE(model.headerData(column(model, Field::Width), Qt::Horizontal).toString(), QString("Δy₄"));
        // A result of a network with other outputs is not shown under these headers.
        model.show(e.runner.result(), stateForNetwork(paperNetwork(), {}));
        QVERIFY(!model.enclosure(model.rowOf("mm")));
    }

    void copiesEverythingExactly() {
        Explorer e(paperNetwork());
        QVERIFY(e.settle());
        MethodTableModel model;
        model.show(e.runner.result(), e.store.state());
        const QStringList lines = tableText(model, {}, TableFormat::Csv).split('\n');
        QCOMPARE(lines.size(), model.rowCount() + 2);
        QCOMPARE(lines.last(), QString());
        const QStringList header = lines[0].split(','), mm = lines[1 + model.rowOf("mm")].split(',');
        QCOMPARE(header.size(), model.columnCount());
        QCOMPARE(mm.size(), model.columnCount());
        const double upper = e.runner.result()->frame.boxes[0].enclosures[1].output->upper(1);
        QCOMPARE(mm[column(model, Field::Upper, 1)].toDouble(), upper);
        QCOMPARE(mm.last(), QString("proved"));

        const QModelIndex one = cell(model, "mm", Field::Upper, 1);
        QCOMPARE(tableText(model, {one}, TableFormat::Tsv), exactNumber(upper));
        const QString two = tableText(model, {one, cell(model, "mm", Field::Lower, 1)}, TableFormat::Tsv);
        QCOMPARE(two.split('\n')[0], QString("y₂ from\ty₂ to"));
    }
};

QTEST_MAIN(TestMethodTable)
#include "tst_method_table.moc"
