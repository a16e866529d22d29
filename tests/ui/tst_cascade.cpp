// The tab Cascade of the Digits workspace: runs when asked, shows what decided, stops, and leads to the
// ellipse.
#include "digit_fixture.h"
#include "settle_events.h"

#include "ui/widgets/cut_text.h"
#include "ui/workspaces/digits/cascade_model.h"
#include "ui/workspaces/digits/cascade_page.h"
#include "ui/workspaces/digits/cascade_plot.h"
#include "ui/workspaces/digits/digit_views.h"
#include "ui/workspaces/digits/logit_plane.h"

#include <QAbstractItemModelTester>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>
#include <QTest>

using namespace kamke;
using namespace kamke::ui;

namespace {

struct CascadeViews : DigitExplorer {
    explicit CascadeViews(std::shared_ptr<const Network> network = boxlessClassifier(), double eps = 0.01)
        : DigitExplorer(std::move(network), eps) {
        auto* row = new QHBoxLayout(&window);
        row->addWidget(new DigitCentre(&store, &runner));
        window.resize(700, 900);
        window.show();
        apply([](DigitsState& d) { d.tab = QStringLiteral("cascade"); });
    }
    CascadePage* page() { return window.findChild<CascadePage*>(); }
    QPushButton* button() { return window.findChild<QPushButton*>(QStringLiteral("cascade.solve")); }
    QString note() { return window.findChild<QLabel*>(QStringLiteral("cascade.note"))->text(); }
    QTableView* table() { return window.findChild<QTableView*>(QStringLiteral("cascade.table")); }
    bool solve() {
        QTest::mouseClick(button(), Qt::LeftButton);
        return QTest::qWaitFor(
            [&] { return page()->current() && page()->current()->finished && !page()->runner()->isBusy(); },
            60000);
    }
    QWidget window;
};

} // namespace

class TestCascade : public QObject {
    Q_OBJECT
private slots:
    void init() { applyTheme(ThemeChoice::Light); }

    void nothingRunsUnasked() {
        CascadeViews views;
        QVERIFY(views.settle());
        QVERIFY(!views.page()->runner()->isBusy());
        QVERIFY(!views.page()->current());
        QCOMPARE(views.table()->model()->rowCount(), 0);
        QCOMPARE(views.button()->text(), QStringLiteral("Solve"));
        QVERIFY(views.button()->isEnabled());
    }

    void saysWhatDecided() {
        CascadeViews views;
        QVERIFY(views.settle());
        const QAbstractItemModelTester tester(
            views.table()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(views.solve());
        const auto view = views.page()->current();
        QVERIFY(view);
        QCOMPARE(views.table()->model()->rowCount(), static_cast<int>(view->result.competitors.size()));
        for (std::size_t k = 0; k < view->result.competitors.size(); ++k) {
            const CompetitorCascade& one = view->result.competitors[k];
            const QString decided =
                views.table()->model()->index(static_cast<int>(k), CascadeModel::Decided).data().toString();
            QVERIFY(!decided.isEmpty());
            QCOMPARE(decided.startsWith(u'✓'), one.certified);
        }
        QVERIFY2(view->result.certified(), qPrintable(views.note()));
        QVERIFY2(
            views.note().startsWith(QStringLiteral("Certified in the l∞ box")), qPrintable(views.note()));
        // The same numbers as the core's.
        const SampleReport& report = views.runner.result()->report;
        const SampleCertificate* relational = report.find("relational");
        QVERIFY(relational && relational->status == Status::Ok);
        for (const CompetitorCascade& one : view->result.competitors)
            QCOMPARE(one.relational, relational->differences(one.competitor));
    }

    void everyMarginRunsTheSolverAndFillsThePlot() {
        // Where every unit is stable the program has nothing to iterate over.
        CascadeViews views(boxlessClassifier(), 0.3);
        QVERIFY(views.settle());
        QTest::mouseClick(
            views.window.findChild<QWidget*>(QStringLiteral("cascade.margins")), Qt::LeftButton, {},
            QPoint(6, 9));
        QVERIFY(views.solve());
        const auto view = views.page()->current();
        for (const CompetitorCascade& one : view->result.competitors) {
            QVERIFY(one.iterations > 0);
            QVERIFY(one.semidefinite >= one.relational - 0.05 * (1 + std::abs(one.relational))); // to its gap
        }
        QVERIFY(!view->course.empty());
        const auto* plot = views.window.findChild<CascadePlot*>();
        QCOMPARE(plot->csv().count(u'\n'), static_cast<qsizetype>(view->course.size()) + 1);
    }

    void aHiddenCascadeTakesNoHeight() {
        CascadeViews views;
        views.window.resize(700, 640);
        const auto* area = views.window.findChild<QScrollArea*>();
        views.apply([](DigitsState& d) { d.tab = QStringLiteral("plane"); });
        QVERIFY(views.settle());
        settleEvents();
        const int before = area->widget()->height();
        views.apply([](DigitsState& d) { d.tab = QStringLiteral("cascade"); });
        QVERIFY(views.settle());
        QVERIFY(views.solve());
        QTRY_VERIFY(area->widget()->height() > before);
        views.apply([](DigitsState& d) { d.tab = QStringLiteral("plane"); });
        QTRY_COMPARE(area->widget()->height(), before);
    }

    void theLogitPlaneDrawsTheEllipse() {
        CascadeViews views;
        QVERIFY(views.settle());
        QVERIFY(views.solve());
        QVERIFY(views.page()->current()->ellipsoid);
        views.apply([](DigitsState& d) { d.tab = QStringLiteral("plane"); });
        settleEvents();
        const auto* plane = views.window.findChild<LogitPlane*>();
        const auto has = [&] {
            return std::any_of(plane->marks().begin(), plane->marks().end(), [](const Mark& m) {
                return m.id == QStringLiteral("ellipsoid");
            });
        };
        QVERIFY(has());
        // Every sample that is drawn lies inside of what is proved.
        const auto result = views.runner.result();
        const Ellipsoid& e = *views.page()->current()->ellipsoid;
        for (Index k = 0; k < result->sampleLogits.cols(); ++k)
            QVERIFY(e.gauge(result->sampleLogits.col(k)) <= 1 + 1e-9);
        // Another ε: what was proved of the old one is gone.
        views.apply([](DigitsState& d) { d.eps = 0.02; });
        QVERIFY(views.settle());
        QVERIFY(!views.page()->current());
        QVERIFY(!has());
    }

    void theLastResultsStayUntilTheNextOnesCome() {
        CascadeViews views(boxlessClassifier(), 0.3);
        QVERIFY(views.settle());
        QVERIFY(views.solve());
        const auto* model = qobject_cast<CascadeModel*>(views.table()->model());
        const int rows = model->rowCount();
        QVERIFY(rows > 0 && !model->isStale());
        // Another ε: greyed, and the sentence says of what they are.
        views.apply([](DigitsState& d) { d.eps = 0.31; });
        QVERIFY(views.settle());
        QCOMPARE(model->rowCount(), rows);
        QVERIFY(model->isStale());
        QVERIFY2(
            views.note().contains(QStringLiteral("greyed numbers are of ε = 0.3")), qPrintable(views.note()));
        // While the next ones are computed the table is never empty, and the progress stands beside the
        // button.
        auto* progress = views.window.findChild<QProgressBar*>(QStringLiteral("cascade.progress"));
        QVERIFY(!progress->isVisible());
        bool empty = false;
        connect(views.page(), &CascadePage::changed, views.page(), [&] {
            empty = empty || model->rowCount() == 0;
        });
        QTest::mouseClick(
            views.window.findChild<QWidget*>(QStringLiteral("cascade.margins")), Qt::LeftButton, {},
            QPoint(6, 9));
        QTest::mouseClick(views.button(), Qt::LeftButton);
        QVERIFY(views.page()->runner()->isBusy());
        QCOMPARE(views.button()->text(), QStringLiteral("Stop"));
        QVERIFY(progress->isVisible());
        QTRY_COMPARE(
            progress->geometry().top() < views.button()->geometry().bottom() &&
                progress->geometry().left() >= views.button()->geometry().right(),
            true);
        QVERIFY(QTest::qWaitFor(
            [&] {
                return views.page()->current() && views.page()->current()->finished &&
                       !views.page()->runner()->isBusy();
            },
            60000));
        QVERIFY(!empty);
        QVERIFY(!model->isStale());
        QVERIFY(!progress->isVisible());
        // Solving the same again keeps what is proved, the ellipsoid, too.
        const auto before = views.page()->current();
        QTest::mouseClick(views.button(), Qt::LeftButton);
        QVERIFY(views.page()->current());
        QCOMPARE(model->rowCount(), rows);
        if (before->ellipsoid)
            QVERIFY(views.page()->current()->ellipsoid);
        // Another network has other classes: nothing of it is left.
        views.store.apply(
            QStringLiteral("open"), stateForNetwork(smallClassifier(), {}, views.store.state()));
        QVERIFY(views.settle());
        QTRY_COMPARE(model->rowCount(), 0);
    }

    void numbersAreWholeInANarrowColumn() {
        CascadeViews views(boxlessClassifier(), 0.3);
        views.window.resize(380, 900);
        QVERIFY(views.settle());
        QVERIFY(views.solve());
        const QTableView* table = views.table();
        for (int row = 0; row < table->model()->rowCount(); ++row)
            for (int column = CascadeModel::Attack; column <= CascadeModel::Search; ++column)
                QVERIFY2(
                    cutText(*table, table->model()->index(row, column)).isEmpty(),
                    qPrintable(table->model()->index(row, column).data().toString()));
    }

    void ballsOfTheOtherNorm() {
        CascadeViews views;
        QVERIFY(views.settle());
        QVERIFY(views.solve());
        QVERIFY(views.page()->current());
        // What was proved in the box says nothing that is shown for the ball.
        views.apply([](DigitsState& d) { d.norm = BallNorm::L2; });
        QVERIFY(views.settle());
        QVERIFY(!views.page()->current());
        QVERIFY(views.solve());
        QCOMPARE(views.page()->current()->job.norm, BallNorm::L2);
        QVERIFY2(views.note().contains(QStringLiteral("l₂ ball")), qPrintable(views.note()));
    }

    void saysWhyNothingIsSolved() {
        auto network = std::make_shared<Network>(*smallClassifier());
        network->activation = Activation(Activation::Kind::Tanh);
        CascadeViews views(network);
        QVERIFY(views.settle());
        QVERIFY(views.solve());
        QVERIFY2(views.note().contains(QStringLiteral("for relu networks")), qPrintable(views.note()));
    }

    void closesWhileItRuns() {
        // Where every unit is stable the program has nothing to iterate over.
        CascadeViews views(boxlessClassifier(), 0.3);
        QVERIFY(views.settle());
        QTest::mouseClick(
            views.window.findChild<QWidget*>(QStringLiteral("cascade.margins")), Qt::LeftButton, {},
            QPoint(6, 9));
        QTest::mouseClick(views.button(), Qt::LeftButton);
        QTest::mouseClick(views.button(), Qt::LeftButton); // Stop
        QVERIFY(!views.page()->runner()->isBusy());
        QTest::mouseClick(views.button(), Qt::LeftButton); // and again, and away with the window
    }
};

QTEST_MAIN(TestCascade)
#include "tst_cascade.moc"
