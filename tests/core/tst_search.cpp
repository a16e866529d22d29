// Branch and bound against other ways to know: corners, samples, attacks, and the exact reach set.
#include "core/certify/cascade.h"
#include "core/decide/decide.h"
#include "core/reach/reach.h"
#include "core/sdp/ascent.h"
#include "core/search/line.h"
#include "relu_systems.h"

#include <QTest>

using namespace kamke;
using namespace kamke::test;

namespace {

struct Case {
    std::shared_ptr<const NetworkAnalysis> analysis;
    ReluSystem system;
    Functional functional;
};

Vector radiiBetween(Generator& g, Index r, double low, double high) {
    Vector radii(r);
    for (double& one : radii)
        one = uniform(g, low, high);
    return radii;
}

// A system around a random input; some inputs do not move, and some sets are points.
std::optional<Case> randomCase(Generator& g, Index maxN, Index maxInputs, BallNorm norm) {
    auto analysis = analysed(reluNetwork(g, maxN, maxInputs));
    if (whyNotSemialgebraic(*analysis))
        return std::nullopt;
    const Network& net = analysis->network();
    const double size = chance(g, 0.1) ? 0 : std::exp(uniform(g, -3, 1.5));
    Vector radii = Vector::Constant(net.r(), size);
    if (norm == BallNorm::Linf)
        radii = radii.cwiseProduct(radiiBetween(g, net.r(), 0, 1));
    ReluSystem system = systemAround(*analysis, gaussian(g, net.r(), 1), radii, norm);
    Functional f = anyFunctional(g, system);
    return Case{std::move(analysis), std::move(system), std::move(f)};
}

double slackOf(double value) {
    return 1e-8 * (1 + std::abs(value));
}

} // namespace

class SearchTest : public QObject {
    Q_OBJECT
private slots:
    void theLargestValueIsFoundAndProved_data();
    void theLargestValueIsFoundAndProved();
    void agreesWithTheExactReachSet();
    void verdictsAgreeWithTheLargestValue();
    void tinyAndHugeNumbersProveNothingWrong();
    void linesAreMinimised();
    void aStoppedSearchSaysWhatItProved();
    void theCentreOfACutBoxIsAWitness();
    void samplesAreDecided();
};

void SearchTest::theLargestValueIsFoundAndProved_data() {
    QTest::addColumn<bool>("ball");
    QTest::newRow("box") << false;
    QTest::newRow("ball") << true;
}

// The bound is never below a value that is attained, and the search ends with both together.
void SearchTest::theLargestValueIsFoundAndProved() {
    QFETCH(bool, ball);
    Generator g = seededGenerator("largest value");
    int cases = 0, branched = 0, attained = 0;
    for (int k = 0; k < 400; ++k) {
        const auto one = randomCase(g, 12, 6, ball ? BallNorm::L2 : BallNorm::Linf);
        if (!one)
            continue;
        const ReluSystem& s = one->system;
        const auto root = RelationalRoot::find(s, s.preActivations(), {});
        QVERIFY(root);
        const Objective f = root->objective(one->functional);
        SearchOptions options;
        options.gap = 1e-6 * (1 + std::abs(root->bound(one->functional)));
        options.maxNodes = 20000;
        const SearchResult found = search(*root, f, options);
        QVERIFY2(
            found.complete, qPrintable(QString("%1 nodes, %2 above %3, gap %4")
                                           .arg(found.nodes)
                                           .arg(found.bound - found.value)
                                           .arg(found.value)
                                           .arg(options.gap)));
        ++cases;
        branched += found.nodes > 1;
        QVERIFY(found.bound <= found.value + options.gap);
        const double sampled = std::max(
            largestSampled(g, *one->analysis, s, one->functional, 100),
            ascend(*one->analysis, s, one->functional, 8).value);
        QVERIFY2(
            found.bound >= sampled - slackOf(sampled),
            qPrintable(QString("%1 < %2").arg(found.bound, 0, 'g', 12).arg(sampled, 0, 'g', 12)));
        // What it found is attained: the fixed point at d has that value.
        QVERIFY(found.d.size() == s.r());
        QVERIFY((ball ? found.d.norm() : found.d.lpNorm<Eigen::Infinity>()) <= 1 + 1e-12);
        const ColumnStates at =
            solveColumns(*one->analysis, s.own.cwiseProduct(s.u0 + s.U * found.d), s.centre);
        if (at.status[0] != Status::Ok)
            continue; // the solver of columns gives up on a few of these networks
        ++attained;
        const double value = one->functional.xi.dot(at.x.col(0)) + one->functional.eta.dot(found.d);
        QVERIFY2(
            std::abs(value - found.value) <= 1e-6 * (1 + std::abs(value)),
            qPrintable(QString("%1, %2").arg(value).arg(found.value)));
    }
    std::printf("%d cases, %d of them branched\n", cases, branched);
    QVERIFY(cases > 200 && branched > 20 && attained > cases * 9 / 10);
}

// Two inputs: every piece of the network is known there.
void SearchTest::agreesWithTheExactReachSet() {
    Generator g = seededGenerator("exact reach set");
    int compared = 0;
    for (int k = 0; k < 300; ++k) {
        Network net = reluNetwork(g, 10, 2);
        const auto analysis = analysed(std::move(net));
        if (whyNotSemialgebraic(*analysis))
            continue;
        const Index r = analysis->network().r();
        const Vector centre = gaussian(g, r, 1), radii = radiiBetween(g, r, 0.1, 3);
        const Enclosure exact = reach(*findMethod("exact"), *analysis, Box::around(centre, radii));
        if (!exact.ok())
            continue;
        const ReluSystem s = systemAround(*analysis, centre, radii, BallNorm::Linf);
        const auto root = RelationalRoot::find(s, s.preActivations(), {});
        QVERIFY(root);
        const Network& made = analysis->network();
        for (Index i = 0; i < made.q(); ++i)
            for (const double sign : {1.0, -1.0}) {
                const Functional f{sign * made.C.row(i).transpose(), Vector::Zero(r)};
                SearchOptions options;
                options.gap = 1e-6 * (1 + std::abs(root->bound(f)));
                const SearchResult found = search(*root, root->objective(f), options);
                const double known =
                    sign > 0 ? exact.output->upper(i) - made.c(i) : made.c(i) - exact.output->lower(i);
                QVERIFY2(
                    found.complete, qPrintable(QString("%1 nodes, %2 above %3, gap %4, exact %5")
                                                   .arg(found.nodes)
                                                   .arg(found.bound - found.value)
                                                   .arg(found.value)
                                                   .arg(options.gap)
                                                   .arg(known - found.value)));
                // The exact value lies between what was found and what was proved, which are close together.
                const double slack = 1e-9 * (1 + std::abs(known));
                QVERIFY2(
                    found.bound >= known - slack && found.value <= known + slack,
                    qPrintable(QString("%1 to %2, exact %3")
                                   .arg(found.value, 0, 'g', 12)
                                   .arg(found.bound, 0, 'g', 12)
                                   .arg(known, 0, 'g', 12)));
                QVERIFY(found.bound <= found.value + options.gap);
                ++compared;
            }
    }
    std::printf("%d outputs compared\n", compared);
    QVERIFY(compared > 200);
}

// "Below t" is proved exactly where t is above the largest value, and "above t" found where it is below.
void SearchTest::verdictsAgreeWithTheLargestValue() {
    Generator g = seededGenerator("verdicts");
    int proved = 0, broken = 0;
    for (int k = 0; k < 600; ++k) {
        const auto one = randomCase(g, 12, 6, chance(g, 0.5) ? BallNorm::L2 : BallNorm::Linf);
        if (!one)
            continue;
        const auto root = RelationalRoot::find(one->system, one->system.preActivations(), {});
        QVERIFY(root);
        const Objective f = root->objective(one->functional);
        SearchOptions whole;
        const double scale = 1 + std::abs(root->bound(one->functional));
        whole.gap = 1e-7 * scale;
        const SearchResult largest = search(*root, f, whole);
        QVERIFY(largest.complete);
        for (const double offset : {-0.1, -1e-3, 1e-3, 0.1}) {
            SearchOptions verdict;
            verdict.closeBelow = verdict.stopAbove = largest.value + offset * scale;
            const SearchResult found = search(*root, f, verdict);
            QVERIFY(found.complete);
            QCOMPARE(found.proved(verdict.closeBelow), offset > 0);
            QCOMPARE(found.value > verdict.stopAbove, offset < 0);
            (offset > 0 ? proved : broken) += 1;
        }
    }
    std::printf("%d proved, %d broken\n", proved, broken);
    QVERIFY(proved > 200 && broken > 200);
}

// The same systems times a power of two: squares of the small ones underflow, sums of the large ones
// overflow.
void SearchTest::tinyAndHugeNumbersProveNothingWrong() {
    Generator g = seededGenerator("tiny and huge");
    int tiny = 0, huge = 0;
    for (int k = 0; k < 200; ++k) {
        const auto one = randomCase(g, 10, 5, chance(g, 0.5) ? BallNorm::L2 : BallNorm::Linf);
        if (!one)
            continue;
        const double sampled = largestSampled(g, *one->analysis, one->system, one->functional, 50);
        for (const int exponent : {-620, -560, 900, 1015}) {
            const double scale = std::ldexp(1.0, exponent);
            ReluSystem s = one->system;
            for (Vector* v : {&s.u0, &s.error, &s.states.lower, &s.states.upper, &s.centre, &s.centreRadius})
                *v *= scale;
            s.U *= scale;
            const Functional f{one->functional.xi, one->functional.eta * scale};
            const auto root = RelationalRoot::find(s, s.preActivations(), {});
            QVERIFY(root);
            SearchOptions options;
            options.gap = 1e-6 * scale;
            options.maxNodes = 50;
            const SearchResult found = search(*root, root->objective(f), options);
            const double reached = scale * (sampled - slackOf(sampled));
            QVERIFY2(
                found.bound >= reached && root->bound(f) >= reached,
                qPrintable(QString("2^%1: %2 < %3").arg(exponent).arg(found.bound).arg(reached)));
            (exponent < 0 ? tiny : huge) += std::isfinite(found.bound);
        }
    }
    std::printf("%d tiny and %d huge bounds are finite\n", tiny, huge);
    QVERIFY(tiny > 200 && huge > 50);
}

void SearchTest::linesAreMinimised() {
    Generator g = seededGenerator("lines");
    for (int k = 0; k < 300; ++k) {
        const Index n = integer(g, 1, 8), r = integer(g, 1, 6);
        const Vector a = gaussian(g, n, 1), b = gaussian(g, n, 1);
        const TermBox box(Box{a.cwiseMin(b), a.cwiseMax(b)});
        const Vector q = gaussian(g, r, 1), G = gaussian(g, n, 1), nu = gaussian(g, n, 1);
        const Vector qStep = gaussian(g, r, 1), GStep = gaussian(g, n, 1), nuStep = gaussian(g, n, 1);
        const MultiplierLine line{1,  0.5,   0.1,   q,      G,
                                  nu, qStep, GStep, nuStep, chance(g, 0.5) ? BallNorm::L2 : BallNorm::Linf};
        const double first = at(line, box, 0).value;
        const LineMinimum found = minimise(line, box, 0.3);
        QVERIFY(found.rho >= 0 && found.value <= first);
        QCOMPARE(at(line, box, found.rho).value, found.value);
        // Nowhere on the side that was searched is it much lower than what was gained.
        double least = first;
        for (double rho = 0; rho < 60; rho += 0.01)
            least = std::min(least, at(line, box, rho).value);
        QVERIFY(found.value - least <= 0.5 * (first - least) + 1e-9);
        // The slope is that of the value.
        const double rho = uniform(g, 0.1, 2), step = 1e-7;
        const double measured =
            (at(line, box, rho + step).value - at(line, box, rho - step).value) / (2 * step);
        QVERIFY(std::abs(measured - at(line, box, rho).slope) < 1e-4 * (1 + std::abs(measured)));
    }
}

void SearchTest::aStoppedSearchSaysWhatItProved() {
    Generator g = seededGenerator("stopped");
    int stopped = 0;
    for (int k = 0; k < 200; ++k) {
        const auto one = randomCase(g, 14, 6, BallNorm::Linf);
        if (!one)
            continue;
        const auto root = RelationalRoot::find(one->system, one->system.preActivations(), {});
        QVERIFY(root);
        const Objective f = root->objective(one->functional);
        SearchOptions whole;
        whole.gap = 1e-7 * (1 + std::abs(root->bound(one->functional)));
        const SearchResult all = search(*root, f, whole);
        QVERIFY(all.complete);
        SearchOptions few = whole;
        few.maxNodes = 3;
        const SearchResult some = search(*root, f, few);
        QVERIFY(some.nodes <= 3);
        QVERIFY(some.bound >= all.value - slackOf(all.value));
        if (!some.complete) {
            ++stopped;
            QVERIFY(some.open > 0 && some.bound > some.value);
        }
        // Deterministic.
        const SearchResult again = search(*root, f, whole);
        QCOMPARE(again.bound, all.bound);
        QCOMPARE(again.nodes, all.nodes);
    }
    QVERIFY(stopped > 5);
}

// The box of a sample at the end of the domain is cut, and its centre may be the first to be misread.
void SearchTest::theCentreOfACutBoxIsAWitness() {
    // One unit, x = relu(u), and y = (0.3 − x, x − 0.3): class 0 below 0.3.
    Network net;
    net.A = Matrix::Zero(1, 1);
    net.B = Matrix::Ones(1, 1);
    net.C = Eigen::Vector2d(-1, 1);
    net.D = Matrix::Zero(2, 1);
    net.b = Vector::Zero(1);
    net.c = Eigen::Vector2d(0.3, -0.3);
    net.activation = Activation();
    net.input = InputSpec{Vector::Zero(1), Vector::Ones(1), Vector::Zero(1), Vector::Ones(1), {}};
    const Certifier certifier(analysed(std::move(net)));
    DecideOptions options;
    options.clip = true;
    const std::vector<int> labels{0};
    const SampleDecision broken = decide(certifier, Matrix::Zero(1, 1), labels, 0.8, options).front();
    QCOMPARE(broken.decision, Decision::Broken);
    QCOMPARE(broken.readAs, 1);
    QVERIFY(broken.witness(0) > 0.3 && broken.witness(0) <= 0.8);
    QCOMPARE(decide(certifier, Matrix::Zero(1, 1), labels, 0.2, options).front().decision, Decision::Robust);
}

// Whole samples: no corner or random input contradicts a proof, and every witness is one.
void SearchTest::samplesAreDecided() {
    Generator g = seededGenerator("samples");
    int robust = 0, broken = 0;
    for (int k = 0; k < 150; ++k) {
        Network net = monotoneOperatorNetwork(g, 12, 6);
        net.activation = Activation();
        if (net.q() < 2)
            continue;
        const auto analysis = analysed(std::move(net));
        if (whyNotDecided(*analysis))
            continue;
        const Network& made = analysis->network();
        const Certifier certifier(analysis);
        const Matrix raw = gaussian(g, made.r(), 8);
        std::vector<int> labels;
        for (Index j = 0; j < raw.cols(); ++j)
            labels.push_back(std::max(0, predictedClass(forward(*analysis, raw.col(j)).y)));
        DecideOptions options;
        options.norm = chance(g, 0.5) ? BallNorm::L2 : BallNorm::Linf;
        const double eps = std::exp(uniform(g, -4, 1));
        const auto decisions = decide(certifier, raw, labels, eps, options);
        options.threads = 3;
        const auto again = decide(certifier, raw, labels, eps, options);
        for (Index j = 0; j < raw.cols(); ++j) {
            const auto at = static_cast<std::size_t>(j);
            const SampleDecision& one = decisions[at];
            QVERIFY(one.decision == Decision::Robust || one.decision == Decision::Broken);
            QCOMPARE(again[at].decision, one.decision);
            QVERIFY(
                again[at].bound == one.bound ||
                (one.bound != one.bound && again[at].bound != again[at].bound));
            QCOMPARE(again[at].nodes, one.nodes);
            if (one.decision == Decision::Broken) {
                ++broken;
                const Vector d = one.witness - raw.col(j);
                QVERIFY((options.norm == BallNorm::L2 ? d.norm() : d.lpNorm<Eigen::Infinity>()) <= eps);
                QVERIFY(predictedClass(forward(*analysis, one.witness).y) != labels[at]);
                continue;
            }
            ++robust;
            QVERIFY(one.bound > 0);
            for (int t = 0; t < 20; ++t) {
                Vector d = gaussian(g, made.r(), 1);
                d = options.norm == BallNorm::L2 ? Vector(d / std::max(d.norm(), 1e-300))
                                                 : Vector(d.cwiseSign());
                const Vector y = forward(*analysis, raw.col(j) + eps * d).y;
                QCOMPARE(predictedClass(y), labels[at]);
            }
        }
    }
    std::printf("%d robust, %d broken\n", robust, broken);
    QVERIFY(robust > 100 && broken > 100);
}

QTEST_APPLESS_MAIN(SearchTest)
#include "tst_search.moc"
