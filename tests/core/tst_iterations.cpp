// The list of iterations: promises against measured runs, order of embedded iterations, agreement of all
// solvers.
#include "core/reach/reach.h"
#include "core/solve/iterations.h"
#include "random_network.h"

#include <QTest>
#include <algorithm>

using namespace kamke;
using namespace kamke::test;

class Iterations : public QObject {
    Q_OBJECT
private slots:
    void factorsNeverExceedTheirPromise();
    void promisesOfOperatorSplittings();
    void averageFactorIsThePapers();
    void diagonalImplicitBeatsTheAverage();
    void allConvergentSolversAgree();
    void embeddedIterationsKeepTheOrder();
    void orderIsLostAboveAlphaStar();
    void embeddedFixedPointsAreTheMethodsBoxes();
    void picardDivergesWhereTheAverageContracts();
    void outcomesKeepTheirTraces();
    void predictionsBoundTheCount();
};

namespace {

const FixedPointIteration& row(std::string_view id) {
    const FixedPointIteration* found = findIteration(id);
    Q_ASSERT(found);
    return *found;
}

/// ‖z_{k+1} − z_k‖ ≤ factor·‖z_k − z_{k−1}‖, up to the rounding of a step in this norm.
void checkSteps(const IterationRun& result, double size) {
    const double rounding = 1e-13 * size;
    for (std::size_t k = 1; k < result.steps.size(); ++k)
        QVERIFY2(
            result.steps[k] <= result.promise.factor * result.steps[k - 1] * (1 + 1e-10) + rounding,
            qPrintable(QString("step %1: %2 after %3, promised %4")
                           .arg(k)
                           .arg(result.steps[k])
                           .arg(result.steps[k - 1])
                           .arg(result.promise.factor)));
}

/// How large the numbers are that a step is computed from, in the promise's norm.
double sizeOf(const FixedPointProblem& problem, const IterationRun& result) {
    double size = 1;
    for (const Vector& x : result.iterates)
        size = std::max(
            size,
            result.promise.norm(problem.A.cwiseAbs() * x.cwiseAbs() + problem.w.cwiseAbs() + x.cwiseAbs()));
    return size;
}

FixedPointProblem anyProblem(Generator& g, const NetworkAnalysis& analysis) {
    const Index r = analysis.network().r();
    switch (integer(g, 0, 2)) {
    case 0:
        return embeddedProblem(analysis, anyBox(g, r), Splitting::Metzler);
    default:
        return problemAt(analysis, gaussian(g, r, 1));
    }
}

/// A network whose I − A is strongly monotone, mostly without weights that make μ_η(A) < 1.
Network monotoneNetwork(Generator& g, Index maxN) {
    Network net = contractingNetwork(g, maxN);
    const Index n = net.n();
    const Matrix W = gaussian(g, n, n), Z = gaussian(g, n, n);
    net.A = uniform(g, -0.5, 0.8) * Matrix::Identity(n, n) - W.transpose() * W + Z - Z.transpose();
    return net;
}

RunOptions patient() {
    RunOptions options;
    options.maxIterations = 20000;
    return options;
}

} // namespace

void Iterations::factorsNeverExceedTheirPromise() {
    Generator g = seededGenerator("factors never exceed their promise");
    int checked = 0;
    for (int k = 0; k < 600; ++k) {
        const auto analysis = analysed(contractingNetwork(g, 12));
        const FixedPointProblem problem = anyProblem(g, *analysis);
        const Vector start = gaussian(g, problem.size(), 1) * std::pow(10.0, uniform(g, -1, 2));
        const double alphaStar = problem.alphaStar();
        for (const auto& [id, alpha] :
             {std::pair("average", alphaStar), std::pair("average", alphaStar * uniform(g, 0.05, 1)),
              std::pair("average", alphaStar * uniform(g, 1, 1.5)),
              std::pair("forward-backward", alphaStar * uniform(g, 0.1, 1)),
              std::pair("diagonal-implicit", 1.0), std::pair("picard", 1.0)}) {
            const IterationRun result = run(row(id), problem, alpha, start);
            if (alpha <= alphaStar && QLatin1String(id) != QLatin1String("picard"))
                QVERIFY2(result.promise.converges, result.promise.reason.c_str());
            if (!result.promise.converges)
                continue;
            QVERIFY(result.promise.factor >= 0 && result.promise.factor < 1);
            QVERIFY2(
                result.status == Status::Ok || result.status == Status::NotConverged, result.reason.c_str());
            checkSteps(result, sizeOf(problem, result));
            ++checked;
        }
    }
    std::printf("%d runs checked\n", checked);
    QVERIFY(checked > 2000);
}

void Iterations::promisesOfOperatorSplittings() {
    Generator g = seededGenerator("promises of operator splittings");
    int onlyMonotone = 0;
    for (int k = 0; k < 300; ++k) {
        const auto analysis = analysed(monotoneNetwork(g, 10));
        const FixedPointProblem problem = problemAt(*analysis, gaussian(g, analysis->network().r(), 1));
        const Vector start = gaussian(g, problem.size(), 1);
        for (const FixedPointIteration* iteration : {&row("peaceman-rachford"), &row("forward-backward")}) {
            const double alpha = iteration->defaultAlpha(problem);
            const IterationRun result = run(*iteration, problem, alpha, start, patient());
            QVERIFY2(result.promise.converges, result.promise.reason.c_str());
            QVERIFY2(
                result.status == Status::Ok || result.status == Status::NotConverged, result.reason.c_str());
            checkSteps(result, 10 * sizeOf(problem, result) * (2 + problem.A.norm()));
        }
        onlyMonotone += !analysis->contracting();
    }
    QVERIFY(onlyMonotone > 100);
}

void Iterations::averageFactorIsThePapers() {
    Generator g = seededGenerator("average factor");
    for (int k = 0; k < 300; ++k) {
        const auto analysis = analysed(contractingNetwork(g, 12));
        const FixedPointProblem problem = anyProblem(g, *analysis);
        const double alphaStar = problem.alphaStar();
        QVERIFY(std::abs(alphaStar - analysis->alphaStar) <= 1e-15);
        // nemon Thm 2: 1 − α(1 − μ⁺), for the network and for its embedding.
        const double mu = std::max(0.0, problem.measure());
        for (const double alpha : {alphaStar, 0.3 * alphaStar})
            QVERIFY(
                std::abs(row("average").promise(problem, alpha).factor - (1 - alpha * (1 - mu))) <=
                1e-12 * (1 + std::abs(mu)) * (1 + problem.A.cwiseAbs().maxCoeff()));
    }
}

void Iterations::diagonalImplicitBeatsTheAverage() {
    Generator g = seededGenerator("diagonal-implicit beats the average");
    std::vector<double> ratio;
    for (int k = 0; k < 500; ++k) {
        Network net = contractingNetwork(g, 12);
        // Where a diagonal entry is positive there is no such claim.
        net.A.diagonal() = net.A.diagonal().cwiseMin(0).eval();
        const auto analysis = analysed(std::move(net));
        const FixedPointProblem problem = anyProblem(g, *analysis);
        const Vector start = Vector::Zero(problem.size());
        const FixedPointIteration &average = row("average"), &diagonal = row("diagonal-implicit");
        RunOptions options = patient();
        options.maxIterations = 200000;
        options.tolerance = 1e-9;
        const IterationRun slow = run(average, problem, problem.alphaStar(), start, options);
        const IterationRun fast = run(diagonal, problem, 1, start, options);
        QVERIFY(fast.promise.factor <= slow.promise.factor * (1 + 1e-12));
        QCOMPARE(slow.status, Status::Ok);
        QCOMPARE(fast.status, Status::Ok);
        if (slow.iterations() > 0)
            ratio.push_back(static_cast<double>(fast.iterations()) / slow.iterations());
    }
    std::nth_element(
        ratio.begin(), ratio.begin() + static_cast<std::ptrdiff_t>(ratio.size() / 2), ratio.end());
    const double median = ratio[ratio.size() / 2];
    std::printf(
        "iterations to 1e-9, diagonal-implicit over average at alpha*: median %.3f of %zu\n", median,
        ratio.size());
    QVERIFY(median < 1);
}

void Iterations::allConvergentSolversAgree() {
    Generator g = seededGenerator("all convergent solvers agree");
    int compared = 0;
    for (int k = 0; k < 300; ++k) {
        const auto analysis = analysed(chance(g, 0.3) ? monotoneNetwork(g, 8) : contractingNetwork(g, 10));
        // Without weights that contract, those of the least μ_η mean nothing: plain ‖·‖_∞.
        const FixedPointProblem problem = problemAt(
            *analysis, gaussian(g, analysis->network().r(), 1),
            analysis->contracting() ? Vector() : Vector(Vector::Ones(analysis->network().n())));
        const Norm norm = problem.norm();
        std::optional<Vector> first;
        for (const FixedPointIteration& iteration : iterations()) {
            RunOptions options = patient();
            options.tolerance = 1e-13;
            const IterationRun result = run(
                iteration, problem, iteration.defaultAlpha(problem), Vector::Zero(problem.size()), options);
            // Also those without a promise, when they happen to settle.
            if (result.status != Status::Ok)
                continue;
            if (!first)
                first = result.last();
            QVERIFY2(
                norm(result.last() - *first) <= 1e-9 * (1 + norm(*first)), std::string(iteration.id).c_str());
            ++compared;
        }
    }
    std::printf("%d runs settled and were compared\n", compared);
    QVERIFY(compared > 1000);
}

void Iterations::embeddedIterationsKeepTheOrder() {
    Generator g = seededGenerator("embedded iterations keep the order");
    for (int k = 0; k < 500; ++k) {
        const auto analysis = analysed(contractingNetwork(g, 10));
        const Index n = analysis->network().n();
        for (const Splitting splitting : {Splitting::Metzler, Splitting::Sign}) {
            const FixedPointProblem problem =
                embeddedProblem(*analysis, anyBox(g, analysis->network().r()), splitting);
            Vector start(2 * n);
            const Vector centre = gaussian(g, n, 1);
            const Vector radius = (uniform(g, 0, 3) * gaussian(g, n, 1)).cwiseAbs();
            start << centre - radius, centre + radius;
            for (const FixedPointIteration& iteration : iterations()) {
                const double alpha = std::min(iteration.defaultAlpha(problem), problem.alphaStar());
                if (iteration.whyOrderIsLost(problem, alpha))
                    continue;
                RunOptions options;
                options.maxIterations = 200;
                const IterationRun result = run(iteration, problem, alpha, start, options);
                QVERIFY2(!result.orderLostAt, std::string(iteration.id).c_str());
                for (const Vector& x : result.iterates)
                    QVERIFY(isOrdered(x));
            }
        }
    }
}

void Iterations::orderIsLostAboveAlphaStar() {
    // One self-loop a = −3 with x̲ = 1 ≤ x̄ = 2, both active: N_1 sends the pair to (w − 3, w − 6).
    Network net = paperExample();
    net.A << -3, 0, 0, 0;
    net.b << 10, 0;
    const auto analysis = analysed(net);
    const FixedPointProblem problem =
        embeddedProblem(*analysis, Box::point(Vector::Zero(2)), Splitting::Metzler);
    const Vector start{{1, 0, 2, 0}};
    const FixedPointIteration& average = row("average");
    QCOMPARE(problem.alphaStar(), 0.25);
    QVERIFY(!average.whyOrderIsLost(problem, 0.25));
    QVERIFY(!run(average, problem, 0.25, start).orderLostAt);
    QVERIFY(average.whyOrderIsLost(problem, 0.3)->find("α* = 0.25") != std::string::npos);
    const IterationRun lost = run(average, problem, 0.3, start);
    QCOMPARE(lost.orderLostAt, std::optional(1));
    QVERIFY(row("picard").whyOrderIsLost(problem, 1).has_value());
    QVERIFY(row("peaceman-rachford").whyOrderIsLost(problem, 1).has_value());
    QVERIFY(row("anderson").whyOrderIsLost(problem, 0.25).has_value());
    // By signs the diagonal is not in the way.
    QVERIFY(!row("picard").whyOrderIsLost(
        embeddedProblem(*analysis, Box::point(Vector::Zero(2)), Splitting::Sign), 1));
}

void Iterations::embeddedFixedPointsAreTheMethodsBoxes() {
    Generator g = seededGenerator("embedded fixed points are the methods' boxes");
    int boxes = 0;
    for (int k = 0; k < 200; ++k) {
        const auto analysis = analysed(contractingNetwork(g, 8));
        const Box box = anyBox(g, analysis->network().r());
        for (const auto& [id, splitting] :
             {std::pair("mm", Splitting::Metzler), std::pair("ibp", Splitting::Sign)}) {
            const Enclosure enclosure = reach(*findMethod(id), *analysis, box);
            if (!enclosure.ok())
                continue;
            const FixedPointProblem problem = embeddedProblem(*analysis, box, splitting);
            Vector stacked(problem.size());
            stacked << enclosure.state->lower, enclosure.state->upper;
            // The proof widens the box by a little; where that box does not attract (IBP with ρ(|A|) ≥ 1) a
            // run would leave it again, so its residual is what is compared.
            const double scale = 1 + (problem.A.cwiseAbs() * stacked.cwiseAbs()).lpNorm<Eigen::Infinity>();
            QVERIFY((stacked - problem.map(stacked)).lpNorm<Eigen::Infinity>() <= 1e-8 * scale);
            ++boxes;
        }
    }
    QVERIFY(boxes > 250);
}

void Iterations::picardDivergesWhereTheAverageContracts() {
    Network net = paperExample();
    net.A << -3, 0.5, 0.5, -3;
    net.b << 10, 10;
    net.activation = Activation(Activation::Kind::Identity);
    const auto analysis = analysed(net);
    const FixedPointProblem problem = problemAt(*analysis, Vector::Zero(2));
    const Vector start = Vector::Zero(2);
    const IterationRun diverging = run(row("picard"), problem, 1, start);
    QCOMPARE(diverging.status, Status::Diverged);
    QVERIFY(!diverging.promise.converges);
    QVERIFY(diverging.promise.factor > 1);
    QVERIFY(!diverging.reason.empty());
    for (const Vector& x : diverging.iterates)
        QVERIFY(x.allFinite());
    const IterationRun contracting = run(row("average"), problem, problem.alphaStar(), start);
    QCOMPARE(contracting.status, Status::Ok);
    QVERIFY(std::abs(contracting.last()(0) - 10 / 3.5) < 1e-10);
}

void Iterations::outcomesKeepTheirTraces() {
    const auto analysis = analysed(paperExample());
    const FixedPointProblem problem = problemAt(*analysis, Vector{{0.2, 1.5}});
    RunOptions few;
    few.maxIterations = 5;
    const IterationRun cut = run(row("average"), problem, 0.8, Vector::Zero(2), few);
    QCOMPARE(cut.status, Status::NotConverged);
    QCOMPARE(cut.iterations(), 5);
    QCOMPARE(cut.iterates.size(), std::size_t(6));
    QCOMPARE(cut.residuals.size(), std::size_t(6));
    QCOMPARE(cut.factors.size(), std::size_t(4));
    QVERIFY(cut.measuredFactor <= cut.promise.factor * (1 + 1e-12));
    std::stop_source stop;
    stop.request_stop();
    RunOptions stopped;
    stopped.limits.stop = stop.get_token();
    QCOMPARE(run(row("average"), problem, 0.8, Vector::Zero(2), stopped).status, Status::Cancelled);
    // a_ii ≥ 1: the diagonal-implicit step has no single root.
    Network bad = paperExample();
    bad.A(0, 0) = 1.5;
    const auto badAnalysis = analysed(bad);
    const FixedPointProblem noRoot = problemAt(*badAnalysis, Vector::Zero(2));
    const IterationRun none = run(row("diagonal-implicit"), noRoot, 1, Vector::Zero(2));
    QCOMPARE(none.status, Status::NotApplicable);
    QVERIFY(QString::fromStdString(none.reason).contains("1.5"));
}

void Iterations::predictionsBoundTheCount() {
    Generator g = seededGenerator("predictions bound the count");
    for (int k = 0; k < 200; ++k) {
        const auto analysis = analysed(contractingNetwork(g, 8));
        const FixedPointProblem problem = problemAt(*analysis, gaussian(g, analysis->network().r(), 1));
        const FixedPointIteration& average = row("average");
        RunOptions options = patient();
        const IterationRun result =
            run(average, problem, problem.alphaStar(), Vector::Zero(problem.size()), options);
        // The residual of the average iteration is a step over α, and contracts like one.
        const auto predicted = predictedIterations(result.promise.factor, result.residuals.front(), 1e-6);
        const auto counted = result.iterationsTo(1e-6);
        QVERIFY(predicted.has_value());
        if (counted)
            QVERIFY2(*counted <= *predicted, qPrintable(QString("%1 > %2").arg(*counted).arg(*predicted)));
        else
            QVERIFY(*predicted >= result.iterations());
    }
    QCOMPARE(predictedIterations(0.5, 1, 0.25), std::optional(2));
    QCOMPARE(predictedIterations(0, 1, 0.25), std::optional(1));
    QVERIFY(!predictedIterations(1, 1, 0.25));
    QVERIFY(!predictedIterations(std::numeric_limits<double>::quiet_NaN(), 1, 0.25));
}

QTEST_APPLESS_MAIN(Iterations)
#include "tst_iterations.moc"
