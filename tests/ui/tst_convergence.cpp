// The Convergence workspace through real events: what it shows is what the core computes.
#include "core/model/matrix_measure.h"
#include "example_states.h"
#include "settle_events.h"
#include "ui/jobs/datasets.h"
#include "ui/style/theme.h"
#include "ui/text/number_text.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/transport.h"
#include "ui/workspaces/convergence/alpha_plot.h"
#include "ui/workspaces/convergence/contour.h"
#include "ui/workspaces/convergence/convergence_text.h"
#include "ui/workspaces/convergence/convergence_workspace.h"
#include "ui/workspaces/convergence/eta_bars.h"
#include "ui/workspaces/convergence/eta_map.h"
#include "ui/workspaces/convergence/nested_boxes.h"
#include "ui/workspaces/convergence/width_map.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QTabBar>
#include <QTest>

using namespace kamke;
using namespace kamke::ui;

namespace {

struct ConvergenceFixture {
    explicit ConvergenceFixture(ExplorerState state = exampleState())
        : store_(shownIn(std::move(state)))
        , page_(&store_, &datasets_) {
        page_.resize(1200, 740);
        page_.show();
        if (!QTest::qWaitForWindowActive(&page_))
            qFatal("the workspace does not become active");
    }
    static ExplorerState shownIn(ExplorerState state) {
        state.workspace = QStringLiteral("convergence");
        return state;
    }

    ConvergenceWorkspace* page() { return &page_; }
    bool wait() {
        return QTest::qWaitFor(
            [this] { return page_.runner()->isCurrent() && !page_.runner()->isBusy(); }, 20000);
    }
    ExplorerStore* store() { return &store_; }
    const ConvergenceState& state() { return store_.state().convergence; }
    template<class T>
    T* find(const char* name) {
        return page_.findChild<T*>(QLatin1String(name));
    }
    /// Brings a tab to the front by a click.
    void show(const char* figure) {
        auto* tabs = find<QTabBar>("convergence.tabs");
        for (int k = 0; k < tabs->count(); ++k)
            if (tabs->tabData(k).toStringList().first() == QLatin1String(figure))
                QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(k).center());
        settleEvents();
    }
    int undoSteps() { return store()->undoStack()->count(); }

private:
    ExplorerStore store_;
    Datasets datasets_;
    ConvergenceWorkspace page_;
};

std::shared_ptr<const Network> withWeights(const Matrix& A) {
    auto network = std::make_shared<Network>();
    const Index n = A.rows();
    network->A = A;
    network->B = Matrix::Identity(n, 2);
    network->C = Matrix::Identity(2, n);
    network->D = Matrix::Zero(2, 2);
    network->b = Vector::Ones(n);
    network->c = Vector::Zero(2);
    network->name = "Test";
    return network;
}

void drag(QWidget* widget, const QPointF& from, const QPointF& to) {
    QTest::mousePress(widget, Qt::LeftButton, {}, from.toPoint());
    for (int k = 1; k <= 5; ++k) {
        QTest::mouseMove(widget, (from + (to - from) * k / 5.0).toPoint());
        QTest::qWait(5);
    }
    QTest::mouseRelease(widget, Qt::LeftButton, {}, to.toPoint());
    settleEvents();
}

} // namespace

class TstConvergence : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyTheme(ThemeChoice::Light); }
    void init() { QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support).*")); }

    void showsTheCoresFactors() {
        ConvergenceFixture f;
        QVERIFY(f.wait());
        const auto result = f.page()->runner()->result();
        const ExplorerState& state = f.store()->state();
        const NetworkAnalysis analysis(state.network);
        const FixedPointProblem problem = problemAt(analysis, state.selected()->box.centre());
        QCOMPARE(result->lines.size(), std::size_t(9)); // three solvers on one input, MM and IBP
        for (const QString& id : f.state().solvers) {
            const FixedPointIteration& iteration = *findIteration(id.toStdString());
            const double alpha = iteration.defaultAlpha(problem);
            const IterationRun run = kamke::run(iteration, problem, alpha, Vector::Zero(problem.size()));
            const ConvergenceLine* line = result->line(id, {});
            QVERIFY(line);
            QCOMPARE(line->run.measuredFactor, run.measuredFactor);
            QCOMPARE(line->run.promise.factor, iteration.promise(problem, alpha).factor);
            QCOMPARE(line->counted, run.iterationsTo(1e-6));
            auto* row = f.find<QFrame>(qPrintable(QStringLiteral("convergence.solver.") + id));
            QString words;
            for (const QLabel* label : row->findChildren<QLabel*>())
                words += label->text() + u'\n';
            QVERIFY2(words.contains(formatNumber(run.measuredFactor)), qPrintable(words));
            if (std::isfinite(run.promise.factor))
                QVERIFY2(words.contains(formatNumber(run.promise.factor)), qPrintable(words));
        }
    }

    void theTransportMovesEveryPlot() {
        ConvergenceFixture f;
        QVERIFY(f.wait());
        auto* transport = f.find<Transport>("convergence.transport");
        QCOMPARE(transport->last(), f.page()->runner()->result()->lastIteration());
        const int before = f.undoSteps();
        QTest::mouseClick(f.find<QAbstractButton>("convergence.transport.forward"), Qt::LeftButton);
        QCOMPARE(f.state().cursor, 1);
        f.page()->setFocus();
        QTest::keyClick(f.page(), Qt::Key_Right);
        QCOMPARE(f.state().cursor, 2);
        QTest::keyClick(f.page(), Qt::Key_End);
        QCOMPARE(f.state().cursor, transport->last());
        QTest::keyClick(f.page(), Qt::Key_Home);
        QCOMPARE(f.state().cursor, 0);
        QCOMPARE(f.undoSteps(), before); // looking is no edit
        auto* map = f.find<WidthMap>("convergence.widths.plot");
        const QPointF cell = map->toPixel({3, 1});
        QTest::mouseClick(map, Qt::LeftButton, {}, cell.toPoint());
        QCOMPARE(f.state().cursor, 3);
        QCOMPARE(transport->position(), 3);
    }

    void draggingAlphaIsOneStep() {
        ConvergenceFixture f;
        f.show("alpha");
        QVERIFY(f.wait());
        auto* plot = f.find<AlphaPlot>("convergence.alpha.factor");
        const double usual = f.page()->link()->alpha();
        QVERIFY(QTest::qWaitFor([&] { return f.page()->runner()->result()->alphaCurve != nullptr; }, 10000));
        settleEvents();
        const int before = f.undoSteps();
        const double y = plot->axisRect()->rect().center().y();
        const double from = plot->xAxis->coordToPixel(usual), to = plot->xAxis->coordToPixel(0.4);
        drag(plot, {from, y}, {to, y});
        QVERIFY(std::abs(f.state().alpha.value(QStringLiteral("average")) - 0.4) < 0.02);
        QCOMPARE(f.undoSteps(), before + 1);
        QVERIFY(f.wait());
        QCOMPARE(
            f.page()->runner()->result()->line(QStringLiteral("average"), {})->run.alpha,
            f.state().alpha.value(QStringLiteral("average")));
        QTest::mouseClick(f.find<QPushButton>("convergence.alpha.best"), Qt::LeftButton);
        QCOMPARE(f.page()->link()->alpha(), usual);

        auto* slider = f.find<QSlider>("convergence.alpha");
        slider->setFocus();
        QTest::keyClick(slider, Qt::Key_PageDown);
        QVERIFY(f.page()->link()->alpha() < usual);
        auto* field = f.find<NumberField>("convergence.alpha.field");
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("1/4"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(f.page()->link()->alpha(), 0.25);
    }

    void draggingABarSetsItsWeight() {
        ConvergenceFixture f;
        f.show("eta");
        QVERIFY(f.wait());
        auto* bars = f.find<EtaBars>("convergence.eta.bars");
        settleEvents();
        const Matrix& A = f.store()->state().network->A;
        const Vector eta = f.page()->link()->eta();
        const Vector rows = rowMeasures(A, eta);
        const int before = f.undoSteps();
        const double target = rows(1) + 0.15;
        drag(bars, bars->toPixel({1.5, rows(1)}), bars->toPixel({1.5, target}));
        const Vector now = rowMeasures(A, f.page()->link()->eta());
        QVERIFY2(std::abs(now(1) - target) < 0.02, qPrintable(formatNumber(now(1))));
        QCOMPARE(f.page()->link()->eta()(0), eta(0));
        QCOMPARE(f.undoSteps(), before + 1);
        QVERIFY(f.wait());
        QVERIFY(same(f.page()->runner()->result()->eta, f.page()->link()->eta()));
        QTest::mouseClick(f.find<QPushButton>("convergence.eta.best"), Qt::LeftButton);
        QVERIFY(same(f.page()->link()->eta(), eta));
        auto* field = f.find<NumberField>("convergence.eta.field");
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("-1"));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(same(f.page()->link()->eta(), eta)); // refused
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("2"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(f.page()->link()->eta().maxCoeff(), 2.0);
    }

    void theLevelSetKnowsTwoAndThreeUnits() {
        ConvergenceFixture f(
            stateForNetwork(withWeights(Matrix{{0.1, 0.4, -0.2}, {0.3, -0.5, 0.1}, {0.2, 0.2, 0.3}}), {}));
        f.show("eta");
        QVERIFY(f.wait());
        const auto result = f.page()->runner()->result();
        QVERIFY(result->etaMap);
        QVERIFY(result->etaMap->measure.minCoeff() >= result->analysis->best.infimum - 1e-9);
        QVERIFY(result->etaMap->measure.minCoeff() < result->analysis->best.value + 0.05);
        auto* levels = f.find<EtaLevels>("convergence.eta.levels");
        settleEvents();
        const Vector eta = f.page()->link()->eta();
        const QPointF at(std::log10(eta(1) / eta(0)), std::log10(eta(2) / eta(0)));
        drag(levels, levels->toPixel(at), levels->toPixel({0.5, -0.5}));
        const Vector now = f.page()->link()->eta();
        QVERIFY(std::abs(std::log10(now(1) / now(0)) - 0.5) < 0.05);
        QVERIFY(std::abs(std::log10(now(2) / now(0)) + 0.5) < 0.05);
    }

    void divergenceIsSaidAndStopped() {
        // ρ([A]⁺) = 1.2: upper bounds feed each other.
        ExplorerState state = stateForNetwork(withWeights(Matrix{{-0.9, 1.2}, {1.2, -0.9}}), {});
        state.convergence.solver = QStringLiteral("picard");
        ConvergenceFixture f(state);
        QVERIFY(f.wait());
        const auto result = f.page()->runner()->result();
        const ConvergenceLine* line = result->line(QStringLiteral("picard"), QStringLiteral("ibp"));
        QVERIFY(line);
        QCOMPARE(line->run.status, Status::Diverged);
        QVERIFY(line->run.iterations() < 200);
        QVERIFY(!line->counted);
        QVERIFY(orderSentences(*result, QStringLiteral("picard")).contains(QStringLiteral("diverge")));
    }

    void hoveringAUnitIsShared() {
        ConvergenceFixture f;
        QVERIFY(f.wait());
        auto* map = f.find<WidthMap>("convergence.widths.plot");
        settleEvents();
        QTest::mouseMove(map, map->toPixel({2, 2}).toPoint());
        QTRY_COMPARE(f.store()->hoveredUnit(), 1);
        QVERIFY(map->reading().contains(QStringLiteral("unit 2")));
        QTest::mouseMove(map, QPoint(2, 2));
        QTRY_COMPARE(f.store()->hoveredUnit(), -1);
    }

    void aTickShowsAndAClickChooses() {
        ConvergenceFixture f;
        QVERIFY(f.wait());
        auto* tick = f.find<QCheckBox>("convergence.solver.peaceman-rachford.shown");
        tick->setFocus();
        QTest::keyClick(tick, Qt::Key_Space);
        QVERIFY(f.state().solvers.contains(QStringLiteral("peaceman-rachford")));
        QCOMPARE(f.state().solver, QStringLiteral("peaceman-rachford"));
        QVERIFY(f.wait());
        QVERIFY(
            f.page()->runner()->result()->line(QStringLiteral("peaceman-rachford"), QStringLiteral("mm")));
        QTest::mouseClick(f.find<QFrame>("convergence.solver.picard"), Qt::LeftButton, {}, QPoint(120, 30));
        QCOMPARE(f.state().solver, QStringLiteral("picard"));
        f.store()->undoStack()->undo();
        f.store()->undoStack()->undo();
        QVERIFY(!f.state().solvers.contains(QStringLiteral("peaceman-rachford")));
    }

    void namesOfBoxesLieApart() {
        ConvergenceFixture f;
        QVERIFY(f.wait());
        auto* boxes = f.find<NestedBoxes>("convergence.boxes.plot");
        for (const int start : {0, 1}) {
            f.page()->link()->change("start", [start](ConvergenceState& s) {
                s.start = start == 0 ? ConvergenceStart::Point : ConvergenceStart::Box;
            });
            QVERIFY(f.wait());
            for (const int cursor : {0, 1, 3, 40}) {
                f.page()->link()->moveCursor(cursor);
                settleEvents();
                QCOMPARE(boxes->namePlaces().size(), std::size_t(2));
                QVERIFY(!boxes->namePlaces()[0].intersects(boxes->namePlaces()[1]));
            }
        }
    }

    void solversHaveColoursOfTheirOwn() {
        for (const Theme* theme : {&Theme::light(), &Theme::darkTheme()})
            for (const FixedPointIteration& iteration : iterations())
                for (const char* method : {"mm", "ibp"}) {
                    const QColor a = theme->iteration(iteration), b = theme->method(*findMethod(method));
                    const double apart =
                        std::hypot(a.red() - b.red(), std::hypot(a.green() - b.green(), a.blue() - b.blue()));
                    QVERIFY2(apart > 60, iteration.id.data());
                }
    }

    void largeAlphaLeavesTheListInPlace() {
        ConvergenceFixture f;
        f.page()->resize(1000, 600);
        QVERIFY(f.wait());
        f.page()->link()->setAlpha("average", 1.9, -1);
        QVERIFY(f.wait());
        settleEvents();
        QVERIFY(f.find<QLabel>("convergence.orderWhy")->text().size() > 40);
        QVERIFY(f.find<QLabel>("convergence.order")->height() < 110);
        QVERIFY(f.find<QWidget>("convergence.list")->height() > 160);
        // And its field shows a number from its first digit on.
        f.page()->link()->setAlpha("average", 0.0994883, -1);
        QVERIFY(f.wait());
        const auto* field = f.find<NumberField>("convergence.solver.average.alpha");
        QVERIFY(field->fontMetrics().horizontalAdvance(field->text()) <= field->width() - 8);
        QVERIFY2(field->text().startsWith("0.099"), qPrintable(field->text()));
    }

    void thePresetLosesTheOrder() {
        for (const bool suits : {true, false}) {
            // Without a self-loop there is no α below 2 at which the order could be lost.
            ConvergenceFixture f(
                suits ? exampleState() : stateForNetwork(withWeights(Matrix{{0.1, 0.2}, {0.3, 0.1}}), {}));
            QVERIFY(f.wait());
            const auto network = f.store()->state().network;
            QTest::mouseClick(f.find<QPushButton>("convergence.loseOrder"), Qt::LeftButton);
            QVERIFY(f.wait());
            const auto result = f.page()->runner()->result();
            const ConvergenceLine* line = result->line(QStringLiteral("average"), QStringLiteral("mm"));
            QVERIFY(line);
            QVERIFY(line->run.alpha > result->alphaStar);
            QVERIFY(line->run.orderLostAt);
            QCOMPARE(f.state().cursor, *line->run.orderLostAt);
            QVERIFY(line->whyOrderIsLost);
            QVERIFY(f.find<QLabel>("convergence.order")->text().contains(QStringLiteral("lost")));
            f.store()->undoStack()->undo();
            QCOMPARE(f.store()->state().network, network);
        }
    }

    void embeddedRunsKeepTheOrderAtAlphaStar() {
        ConvergenceFixture f;
        QVERIFY(f.wait());
        for (const ConvergenceLine& line : f.page()->runner()->result()->lines)
            if (line.method && line.iteration->id == "average")
                QVERIFY(!line.run.orderLostAt);
    }

    void withoutABoxItSaysWhatToDo() {
        ExplorerState state = exampleState();
        state.boxes.clear();
        state.selectedBox = -1;
        ConvergenceFixture f(state);
        QVERIFY(!f.page()->runner()->unfit().isEmpty());
        auto* button = f.find<QPushButton>("convergence.toReach");
        QVERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(f.store()->state().workspace, QStringLiteral("reach"));
    }

    void aDigitThatDoesNotFitIsExplained() {
        ExplorerState state = exampleState();
        state.convergence.input = ConvergenceInput::Digit;
        ConvergenceFixture f(state);
        QTRY_VERIFY_WITH_TIMEOUT(f.page()->runner()->unfit().contains(QStringLiteral("data set")), 10000);
        auto* button = f.find<QPushButton>("convergence.useBox");
        QVERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(f.wait());
        QVERIFY(f.page()->runner()->result());
    }

    void pausesWhileAnotherWorkspaceIsShown() {
        ConvergenceFixture f;
        QVERIFY(f.wait());
        const auto before = f.page()->runner()->result();
        f.store()->setWorkspace(QStringLiteral("reach"));
        ExplorerState next = f.store()->state();
        next.boxes[0].box.upper *= 1.1;
        f.store()->apply(QStringLiteral("Move"), next);
        QTest::qWait(200);
        QCOMPARE(f.page()->runner()->result(), before);
        f.store()->setWorkspace(QStringLiteral("convergence"));
        QVERIFY(f.wait());
        QVERIFY(same(f.page()->runner()->result()->job.box.upper, next.boxes[0].box.upper));
    }

    void cancelsAtOnceAndClosesMidRun() {
        ExplorerState state = stateForNetwork(slowNetwork(300, 2), {});
        ConvergenceFixture f(state);
        QTRY_VERIFY_WITH_TIMEOUT(f.page()->isBusy(), 5000);
        QTest::qWait(100);
        QElapsedTimer clock;
        clock.start();
        f.page()->cancel();
        QVERIFY(!f.page()->isBusy());
        QVERIFY2(clock.elapsed() < 100, qPrintable(QString::number(clock.elapsed())));
        // It starts again with the next change, and the fixture closes the window while it runs.
        f.page()->link()->setAlpha(QStringLiteral("average"), 0.5, -1);
        QTRY_VERIFY_WITH_TIMEOUT(f.page()->isBusy(), 5000);
    }

    void weightsForRowsAndContours() {
        const Matrix A{{0.2, -0.6}, {0.4, -0.1}};
        const Vector eta{{1, 2}};
        Vector next = eta;
        next(0) = weightForRow(A, eta, 0, 0.7);
        QVERIFY(std::abs(rowMeasures(A, next)(0) - 0.7) < 1e-12);
        QVERIFY(std::isnan(weightForRow(Matrix{{0.5, 0}, {1, 0}}, eta, 0, 0.7)));
        // The circle of radius 3 around the middle of an 11×11 grid.
        Matrix hill(11, 11);
        for (Index i = 0; i < 11; ++i)
            for (Index j = 0; j < 11; ++j)
                hill(i, j) = std::hypot(static_cast<double>(i) - 5, static_cast<double>(j) - 5);
        const QList<QLineF> circle = contour(hill, 3);
        double length = 0;
        for (const QLineF& piece : circle) {
            length += piece.length();
            QVERIFY(std::abs(std::hypot(piece.x1() - 5, piece.y1() - 5) - 3) < 0.1);
        }
        QVERIFY(std::abs(length - 2 * M_PI * 3) < 0.6);
    }
};

QTEST_MAIN(TstConvergence)
#include "tst_convergence.moc"
