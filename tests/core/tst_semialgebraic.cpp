// The semidefinite models: bounds hold whatever multipliers prove them, meet what enumeration and another
// solver find, and are there whenever the solver is stopped.
#include "core/random_samples.h"

#include "attack/attack.h"
#include "certify/cascade.h"
#include "certify/margins.h"
#include "io/lipschitz_file.h"
#include "reach/methods.h"
#include "sdp/ascent.h"
#include "sdp/checked_bound.h"
#include "sdp/functional_bound.h"
#include "sdp/lipschitz_table.h"
#include "sdp/output_ellipsoid.h"
#include "sdp/relational.h"
#include "sdp/schur_matrix.h"
#include "solve/batch.h"
#include "solve/columns.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>
#include <thread>

using namespace kamke;
using namespace kamke::test;

class Semialgebraic : public QObject {
    Q_OBJECT
private slots:
    void anyMultipliersGiveABound();
    void badMultipliersProveNothing();
    void boundsMeetEnumeration();
    void ballsHoldEveryDirection();
    void relationalBoundsHoldEveryInput();
    void agreesWithAnotherSolver();
    void everyIterateIsABound();
    void stopsAtOnce();
    void cascadeNeverContradictsAttacks();
    void certificatesAreOrdered();
    void schurMatrixIsThatOfTheTraces();
    void lipschitzConstantsHold();
    void lipschitzFilesProveThemselves();
    void ellipsoidsHoldEveryOutput();
};

namespace {

Network reluNetwork(Generator& g, Index maxN, Index maxInputs) {
    Network net = monotoneOperatorNetwork(g, maxN, maxInputs);
    net.activation = Activation();
    net.D = Matrix::Zero(net.q(), net.r());
    return net;
}

// A system around the centre of a box or ball, with the rounding of its data bounded generously.
ReluSystem
systemAround(const NetworkAnalysis& analysis, const Vector& raw, const Vector& radii, BallNorm norm) {
    const Network& net = analysis.network();
    const Vector w = net.B * net.normalise(raw) + net.b;
    const Vector error = Vector::Constant(net.n(), 1e-12 * (1 + w.cwiseAbs().maxCoeff()));
    const ColumnStates at = solveColumns(analysis, w, Matrix::Zero(net.n(), 1));
    return reluSystem(analysis, {at.x.col(0), Vector::Constant(net.n(), 1e-9), w, error}, radii, norm);
}

Functional anyFunctional(Generator& g, const ReluSystem& s) {
    Functional f{gaussian(g, s.n(), 1), Vector::Zero(s.r())};
    if (chance(g, 0.3))
        f.eta = gaussian(g, s.r(), 1);
    return f;
}

// The largest value at random inputs of the ball (many on its border).
double largestSampled(
    Generator& g, const NetworkAnalysis& analysis, const ReluSystem& s, const Functional& f, Index count) {
    Matrix d(s.r(), count);
    for (Index k = 0; k < count; ++k) {
        Vector one = gaussian(g, s.r(), 1);
        if (s.norm == BallNorm::L2)
            one *= (chance(g, 0.7) ? 1 : uniform(g, 0, 1)) / std::max(one.norm(), 1e-300);
        else
            one = chance(g, 0.7) ? Vector(one.cwiseSign()) : Vector(one.cwiseMin(1).cwiseMax(-1));
        d.col(k) = one;
    }
    const Matrix w = (s.U * d).colwise() + s.u0;
    const ColumnStates x = solveColumns(analysis, w, s.centre.replicate(1, count));
    double largest = -std::numeric_limits<double>::infinity();
    for (Index k = 0; k < count; ++k)
        if (x.status[static_cast<std::size_t>(k)] == Status::Ok)
            largest = std::max(largest, f.xi.dot(x.x.col(k)) + f.eta.dot(d.col(k)));
    return largest;
}

struct RandomSystem {
    std::shared_ptr<const NetworkAnalysis> analysis;
    ReluSystem system;
    Functional functional;
};

std::optional<RandomSystem> randomSystem(Generator& g, Index maxN, Index maxInputs, BallNorm norm) {
    const auto analysis = analysed(reluNetwork(g, maxN, maxInputs));
    if (whyNotSemialgebraic(*analysis))
        return std::nullopt;
    const Index r = analysis->network().r();
    Vector radii = Vector::Constant(r, std::exp(uniform(g, -4, 1)));
    if (norm == BallNorm::Linf)
        for (Index i = 0; i < r; ++i)
            radii(i) *= chance(g, 0.1) ? 0 : uniform(g, 0.2, 1);
    RandomSystem one{analysis, systemAround(*analysis, gaussian(g, r, 1), radii, norm), {}};
    one.functional = anyFunctional(g, one.system);
    return one;
}

double tolerance(double value) {
    return 1e-9 * (1 + std::abs(value));
}

} // namespace

void Semialgebraic::anyMultipliersGiveABound() {
    Generator g = seededGenerator("multipliers");
    int proved = 0;
    for (int k = 0; k < 400; ++k) {
        const auto one = randomSystem(g, 8, 5, chance(g, 0.5) ? BallNorm::L2 : BallNorm::Linf);
        if (!one)
            continue;
        const ReluSystem& s = one->system;
        SystemMultipliers m;
        const Vector& weights = *one->analysis->conditions.lbenLambda;
        m.t = weights * std::exp(uniform(g, -1, 4));
        m.p = gaussian(g, s.n(), 1).cwiseMax(-0.2);
        m.r = gaussian(g, s.n(), 1).cwiseMax(-0.2);
        m.lambda = s.norm == BallNorm::L2
                       ? Vector(Vector::Constant(s.r(), std::exp(uniform(g, -2, 6))))
                       : Vector(gaussian(g, s.r(), 1).array().exp() * std::exp(uniform(g, -2, 6)));
        const double bound = checkedBound(s, one->functional, m);
        if (!std::isfinite(bound))
            continue;
        ++proved;
        const double reached = largestSampled(g, *one->analysis, s, one->functional, 60);
        QVERIFY2(
            bound >= reached - tolerance(reached), qPrintable(QString("%1 < %2").arg(bound).arg(reached)));
    }
    QVERIFY2(proved > 60, qPrintable(QString::number(proved)));
}

void Semialgebraic::badMultipliersProveNothing() {
    Generator g = seededGenerator("bad multipliers");
    std::optional<RandomSystem> one;
    while (!one || one->system.U.isZero(0))
        one = randomSystem(g, 6, 4, BallNorm::Linf);
    const ReluSystem& s = one->system;
    const FunctionalBound good =
        boundFunctional(s, one->functional, *one->analysis->conditions.lbenLambda, {});
    QVERIFY(std::isfinite(good.bound));
    const auto bound = [&](auto change) {
        SystemMultipliers m = good.multipliers;
        change(m);
        return checkedBound(s, one->functional, m);
    };
    QCOMPARE(bound([](SystemMultipliers&) {}), good.bound);
    QVERIFY(std::isinf(bound([](SystemMultipliers& m) { m.t(0) = kamke::nan; })));
    QVERIFY(std::isinf(bound([](SystemMultipliers& m) { m.p(0) = kamke::nan; })));
    QVERIFY(std::isinf(bound([](SystemMultipliers& m) { m.t.setZero(); })));
    QVERIFY(std::isinf(bound([](SystemMultipliers& m) { m.t = -m.t; })));
    QVERIFY(std::isinf(bound([](SystemMultipliers& m) { m.lambda.setZero(); })));
    QVERIFY(std::isinf(bound([](SystemMultipliers& m) { m.lambda = -m.lambda; })));
    QVERIFY(std::isinf(
        bound([](SystemMultipliers& m) { m.lambda(0) = std::numeric_limits<double>::infinity(); })));
}

void Semialgebraic::boundsMeetEnumeration() {
    // Two free inputs: the exact reach set enumerates every activation pattern and its vertices.
    Generator g = seededGenerator("enumeration");
    int systems = 0, tight = 0;
    for (int k = 0; k < 120; ++k) {
        const auto analysis = analysed(reluNetwork(g, 8, 2));
        const Network& net = analysis->network();
        if (whyNotSemialgebraic(*analysis) || net.r() > 2)
            continue;
        const Vector centre = gaussian(g, net.r(), 1);
        const Vector radii = Vector::Constant(net.r(), std::exp(uniform(g, -2, 1)));
        const Enclosure exact = reach(*findMethod("exact"), *analysis, Box::around(centre, radii));
        if (!exact.ok())
            continue;
        const ReluSystem s = systemAround(*analysis, centre, radii, BallNorm::Linf);
        const Functional f{gaussian(g, net.n(), 1), Vector::Zero(net.r())};
        double largest = -std::numeric_limits<double>::infinity(), least = -largest;
        for (const ExactPiece& piece : exact.pieces) {
            const Vector values = piece.states.transpose() * f.xi;
            largest = std::max(largest, values.maxCoeff());
            least = std::min(least, values.minCoeff());
        }
        FunctionalOptions options;
        options.gap = 1e-5;
        const double bound = boundFunctional(s, f, *analysis->conditions.lbenLambda, {}, options).bound;
        QVERIFY2(
            bound >= largest - tolerance(largest),
            qPrintable(
                QString("%1 < %2 (system %3)").arg(bound, 0, 'g', 17).arg(largest, 0, 'g', 17).arg(k)));
        ++systems;
        tight += bound - largest <= 0.1 * (largest - least) + 1e-6;
    }
    std::printf("  %d of %d bounds within a tenth of the range\n", tight, systems);
    QVERIFY(systems > 40);
    QVERIFY(tight > systems / 2);
}

void Semialgebraic::ballsHoldEveryDirection() {
    Generator g = seededGenerator("balls");
    int systems = 0, certain = 0;
    for (int k = 0; k < 150; ++k) {
        const BallNorm norm = k % 2 ? BallNorm::L2 : BallNorm::Linf;
        const auto one = randomSystem(g, 10, 12, norm);
        if (!one)
            continue;
        const FunctionalBound found =
            boundFunctional(one->system, one->functional, *one->analysis->conditions.lbenLambda, {});
        if (!std::isfinite(found.bound))
            continue;
        ++systems;
        const double reached = std::max(
            largestSampled(g, *one->analysis, one->system, one->functional, 100),
            ascend(*one->analysis, one->system, one->functional, 10).value);
        QVERIFY2(
            found.bound >= reached - tolerance(reached),
            qPrintable(QString("%1 < %2").arg(found.bound).arg(reached)));
        // The checker's bound is that of the solver, but for rounding and the shift of the Cholesky factor.
        certain += found.bound <= found.last.bound + 1e-6 * (1 + std::abs(found.bound));
    }
    QVERIFY2(systems > 60, qPrintable(QString::number(systems)));
    QVERIFY2(certain > systems * 9 / 10, qPrintable(QString("%1 of %2").arg(certain).arg(systems)));
}

void Semialgebraic::relationalBoundsHoldEveryInput() {
    Generator g = seededGenerator("relational");
    int systems = 0, tighter = 0;
    for (int k = 0; k < 300; ++k) {
        const auto one = randomSystem(g, 12, 8, chance(g, 0.5) ? BallNorm::L2 : BallNorm::Linf);
        if (!one)
            continue;
        const ReluSystem& s = one->system;
        const Box known = s.preActivations();
        const auto a = relationalPreActivations(s, known, {});
        QVERIFY(a && a->isValid() && known.contains(*a));
        ++systems;
        tighter += a->width().sum() < 0.9 * known.width().sum();
        for (const Vector& sign : {Vector(Vector::Ones(s.n())), Vector(-Vector::Ones(s.n()))})
            for (Index i = 0; i < s.n(); ++i) {
                // a_i = W_i z + U_i d + u0_i is a functional itself.
                const Functional f{sign(i) * s.W.row(i).transpose(), sign(i) * s.U.row(i).transpose()};
                const double reached = largestSampled(g, *one->analysis, s, f, 10) + sign(i) * s.u0(i);
                const double end = sign(i) > 0 ? a->upper(i) : -a->lower(i);
                QVERIFY2(
                    end >= reached - tolerance(reached),
                    qPrintable(QString("%1 < %2").arg(end).arg(reached)));
            }
        const double bound = relationalBound(s, *a, one->functional);
        const double reached = std::max(
            largestSampled(g, *one->analysis, s, one->functional, 50),
            ascend(*one->analysis, s, one->functional, 6).value);
        QVERIFY2(
            bound >= reached - tolerance(reached), qPrintable(QString("%1 < %2").arg(bound).arg(reached)));
    }
    QVERIFY(systems > 100);
    QVERIFY(tighter > systems / 4);
}

void Semialgebraic::agreesWithAnotherSolver() {
    const QString csdp = QStandardPaths::findExecutable("csdp");
    if (csdp.isEmpty())
        QSKIP("csdp (Debian package coinor-csdp) is not installed");
    Generator g = seededGenerator("another solver");
    int compared = 0;
    for (int k = 0; compared < 8 && k < 60; ++k) {
        const auto one = randomSystem(g, 6, 4, BallNorm::L2);
        if (!one || one->system.U.isZero(0))
            continue;
        BallProblem problem{
            one->system.W, one->system.U, one->system.u0, one->functional.xi, one->functional.eta};
        const auto start = coldStart(problem, one->system.centre, *one->analysis->conditions.lbenLambda);
        QVERIFY(start);
        InteriorOptions options;
        options.gap = 1e-8;
        const InteriorResult mine = minimiseBound(problem, *start, options);
        if (mine.end != InteriorEnd::Gap)
            continue;
        // SDPA format: max tr(F0 Y) with tr(Fi Y) = ci is CSDP's primal; minimising c'v with Σ v_i F_i ⪰ F0
        // its dual.
        const BallMatrices matrices(problem);
        const Index N = matrices.size(), n = matrices.n(), count = matrices.count();
        QTemporaryDir folder;
        QFile file(folder.filePath("problem.dat-s"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QTextStream out(&file);
        out.setRealNumberPrecision(17);
        out << count << "\n2\n" << N << ' ' << -2 * n << "\n1 1";
        for (Index a = 2; a < count; ++a)
            out << " 0";
        out << '\n';
        const auto write = [&](Index number, const Matrix& M) {
            for (Index i = 0; i < N; ++i)
                for (Index j = i; j < N; ++j)
                    if (M(i, j) != 0)
                        out << number << " 1 " << i + 1 << ' ' << j + 1 << ' ' << M(i, j) << '\n';
        };
        write(0, -matrices.constant());
        for (Index a = 0; a < count; ++a) {
            write(a + 1, matrices.combined(matrices.shaped(Vector::Unit(count, a))));
            if (a >= 2 + n)
                out << a + 1 << " 2 " << a - 1 - n << ' ' << a - 1 - n << " 1\n";
        }
        file.close();
        QProcess solver;
        solver.start(csdp, {file.fileName()});
        QVERIFY(solver.waitForFinished(60000));
        double theirs = kamke::nan;
        for (const QString& line : QString::fromUtf8(solver.readAllStandardOutput()).split('\n'))
            if (line.startsWith("Dual objective value:"))
                theirs = line.section(':', 1).trimmed().toDouble();
        if (solver.exitCode() != 0)
            continue; // its own verdict: not solved
        ++compared;
        QVERIFY2(
            std::abs(mine.last.bound - theirs) <= 1e-5 * (1 + std::abs(theirs)),
            qPrintable(
                QString("%1, another solver: %2").arg(mine.last.bound, 0, 'g', 12).arg(theirs, 0, 'g', 12)));
    }
    QVERIFY2(compared >= 5, qPrintable(QString::number(compared)));
}

void Semialgebraic::everyIterateIsABound() {
    Generator g = seededGenerator("iterates");
    int looked = 0;
    for (int k = 0; k < 30; ++k) {
        const auto one = randomSystem(g, 10, 10, k % 2 ? BallNorm::L2 : BallNorm::Linf);
        if (!one)
            continue;
        const double reached = std::max(
            largestSampled(g, *one->analysis, one->system, one->functional, 50),
            ascend(*one->analysis, one->system, one->functional, 6).value);
        FunctionalOptions options;
        double worst = std::numeric_limits<double>::infinity();
        options.progress = [&](int, const InteriorStep& step) {
            worst = std::min(worst, step.bound);
            ++looked;
        };
        boundFunctional(one->system, one->functional, *one->analysis->conditions.lbenLambda, {}, options);
        QVERIFY(worst >= reached - 1e-7 * (1 + std::abs(reached)));
    }
    QVERIFY(looked > 100);
}

void Semialgebraic::stopsAtOnce() {
    Generator g = seededGenerator("stop");
    Network net = monotoneOperatorNetwork(g, 90, 200);
    while (net.n() < 60)
        net = monotoneOperatorNetwork(g, 90, 200);
    net.activation = Activation();
    net.D.setZero();
    const auto analysis = analysed(std::move(net));
    QVERIFY(!whyNotSemialgebraic(*analysis));
    const Index r = analysis->network().r();
    const ReluSystem s = systemAround(*analysis, gaussian(g, r, 1), Vector::Constant(r, 0.1), BallNorm::Linf);
    const Functional f = anyFunctional(g, s);
    std::stop_source source;
    FunctionalOptions options;
    options.gap = 1e-12;
    options.limits.stop = source.get_token();
    int steps = 0;
    Clock::time_point asked;
    options.progress = [&](int, const InteriorStep&) {
        if (++steps == 20) {
            source.request_stop();
            asked = Clock::now();
        }
    };
    const FunctionalBound found = boundFunctional(s, f, *analysis->conditions.lbenLambda, {}, options);
    const auto felt = std::chrono::duration<double>(Clock::now() - asked).count();
    QCOMPARE(found.end, InteriorEnd::Stopped);
    QVERIFY2(felt < 1, qPrintable(QString::number(felt))); // 0.1 s alone on a core
    // What was known by then holds.
    const double reached = largestSampled(g, *analysis, s, f, 50);
    QVERIFY(std::isfinite(found.bound) && found.bound >= reached - tolerance(reached));
}

void Semialgebraic::cascadeNeverContradictsAttacks() {
    Generator g = seededGenerator("cascade");
    int certified = 0, refuted = 0, bySdp = 0;
    for (int k = 0; k < 80; ++k) {
        Network net = monotoneClassifier(g, 10, 8);
        net.activation = Activation();
        const auto analysis = analysed(std::move(net));
        if (whyNotSemialgebraic(*analysis))
            continue;
        const Certifier certifier(analysis);
        const Dataset data = samplesFor(g, *analysis, 1);
        const Matrix raw = data.inputs(0, 1);
        CertifyOptions options;
        options.norm = chance(g, 0.5) ? BallNorm::L2 : BallNorm::Linf;
        const double eps = std::exp(uniform(g, -4, -0.5));
        const ColumnInput input = columnInput(
            certifier, inputSets(analysis->network(), raw, data.labels, Vector::Constant(1, eps), options));
        const StateBoxes points = monotonePoints(certifier, input.centres(), options);
        if (!points.ok(0))
            continue;
        const SampleSystem sample = sampleSystem(certifier, input, points, 0);
        const CascadeResult verdict = runCascade(certifier, sample);
        QVERIFY(verdict.complete);
        CascadeOptions all;
        all.everyMargin = true;
        const CascadeResult margins = runCascade(certifier, sample, all);
        for (std::size_t j = 0; j < margins.competitors.size(); ++j) {
            const CompetitorCascade &one = margins.competitors[j], &quick = verdict.competitors[j];
            // A proved lower bound is below every value that was found.
            QVERIFY(!(one.bound() > one.attacked + tolerance(one.attacked)));
            QVERIFY(!(quick.bound() > one.attacked + tolerance(one.attacked)));
            QVERIFY(!(quick.certified && one.attacked <= 0));
        }
        QVERIFY(!verdict.certified() || margins.margin() > -1e-9);
        certified += verdict.certified();
        for (const CompetitorCascade& one : verdict.competitors) {
            refuted += one.decidedBy == CascadeStage::Attack;
            bySdp += one.decidedBy == CascadeStage::Semidefinite;
        }
        // An attack of another kind inside the box of a certified sample finds nothing.
        if (verdict.certified() && options.norm == BallNorm::Linf) {
            const AttackOutcome outcome =
                runAttack(*findAttack("pgd"), certifier, raw, data.labels, eps).front();
            QVERIFY(!outcome.broken);
        }
    }
    std::printf(
        "  %d samples certified, %d competitors refuted, %d decided by the semidefinite model\n", certified,
        refuted, bySdp);
    QVERIFY(certified > 10);
    QVERIFY(refuted > 5);
    QVERIFY(bySdp > 0);
}

void Semialgebraic::certificatesAreOrdered() {
    Generator g = seededGenerator("order");
    const Certificate* rows[] = {findCertificate("sdp"), findCertificate("relational")};
    QVERIFY(rows[0]->isTighterThan(*rows[1]));
    QVERIFY(!rows[1]->isTighterThan(*rows[0]));
    QVERIFY(!findCertificate("mmc")->isTighterThan(*rows[1]));
    int compared = 0;
    for (int k = 0; k < 30; ++k) {
        Network net = monotoneClassifier(g, 8, 6);
        net.activation = Activation();
        const auto analysis = analysed(std::move(net));
        if (whyNotSemialgebraic(*analysis))
            continue;
        const Certifier certifier(analysis);
        const Dataset data = samplesFor(g, *analysis, 2);
        const std::vector<Index> samples = allSamples(data);
        CertifyOptions options;
        options.everyMargin = true;
        const MarginTable table =
            certify(certifier, data, samples, std::exp(uniform(g, -4, -1)), rows, options);
        QVERIFY(table.complete);
        for (Index s = 0; s < data.size(); ++s)
            if (std::isfinite(table.margins(0, s)) && std::isfinite(table.margins(1, s))) {
                ++compared;
                QVERIFY(table.margins(0, s) >= table.margins(1, s));
                QVERIFY(table.rigorous[0][static_cast<std::size_t>(s)]);
            }
    }
    QVERIFY(compared > 20);
}

void Semialgebraic::schurMatrixIsThatOfTheTraces() {
    Generator g = seededGenerator("Schur matrix");
    for (const bool signs : {true, false}) {
        BallProblem problem{
            gaussian(g, 4, 4), gaussian(g, 4, 3), gaussian(g, 4, 1), gaussian(g, 4, 1), gaussian(g, 3, 1)};
        problem.signs = signs;
        const BallMatrices matrices(problem);
        const Index N = matrices.size(), count = matrices.count();
        const Matrix x = gaussian(g, N, N), z = gaussian(g, N, N), H = gaussian(g, N, N);
        const Matrix X = x * x.transpose(), Zi = z * z.transpose();
        const Matrix M = schurMatrix(matrices, X, Zi);
        const Vector traces = matrices.flat(matrices.traces(H));
        for (Index a = 0; a < count; ++a) {
            const Matrix A = matrices.combined(matrices.shaped(Vector::Unit(count, a)));
            QVERIFY(std::abs(traces(a) - (A * H).trace()) <= 1e-11);
            for (Index b = 0; b < count; ++b) {
                const Matrix B = matrices.combined(matrices.shaped(Vector::Unit(count, b)));
                QVERIFY(std::abs(M(a, b) - (A * X * B * Zi).trace()) <= 1e-10 * M.cwiseAbs().maxCoeff());
            }
        }
    }
}

void Semialgebraic::lipschitzConstantsHold() {
    Generator g = seededGenerator("Lipschitz constants");
    int networks = 0, better = 0;
    for (int k = 0; k < 24; ++k) {
        Network net = monotoneClassifier(g, 8, 6);
        net.activation = Activation();
        const auto analysis = analysed(std::move(net));
        if (whyNotSemialgebraic(*analysis))
            continue;
        const BallNorm norm = k % 2 ? BallNorm::L2 : BallNorm::Linf;
        const auto table = lipschitzTable(*analysis, norm);
        QVERIFY(table && table->pairs.allFinite());
        ++networks;
        const Index r = analysis->network().r(), q = analysis->network().q(), count = 60;
        Matrix u(r, count), v(r, count);
        for (Index s = 0; s < count; ++s) {
            u.col(s) = gaussian(g, r, 1);
            v.col(s) = u.col(s) + std::exp(uniform(g, -5, 1)) * gaussian(g, r, 1);
        }
        const BatchResult at = forwardBatch(*analysis, u), other = forwardBatch(*analysis, v);
        const auto size = [&](const Vector& d) {
            return norm == BallNorm::L2 ? d.norm() : d.lpNorm<Eigen::Infinity>();
        };
        for (Index s = 0; s < count; ++s) {
            const double moved = size(v.col(s) - u.col(s)) * (1 + 1e-9);
            const Vector dy = other.y.col(s) - at.y.col(s);
            for (Index i = 0; i < q; ++i)
                for (Index j = 0; j < q; ++j)
                    QVERIFY(std::abs(dy(i) - dy(j)) <= table->pairs(i, j) * moved + 1e-9);
            QVERIFY(size(dy) <= table->output * moved + 1e-9);
            QVERIFY(size(other.x.col(s) - at.x.col(s)) <= table->state * moved + 1e-9);
        }
        // Never far above the constants that need no program.
        if (norm == BallNorm::L2)
            better += table->pairs(0, 1) <= analysis->monotone.differenceGain(0, 1) * 1.01;
    }
    QVERIFY(networks > 15);
    QVERIFY(better >= networks / 2 - 1);
}

void Semialgebraic::lipschitzFilesProveThemselves() {
    Generator g = seededGenerator("Lipschitz files");
    std::shared_ptr<const NetworkAnalysis> analysis, other;
    while (!analysis || whyNotSemialgebraic(*analysis) || !other || whyNotSemialgebraic(*other)) {
        Network net = monotoneClassifier(g, 6, 4);
        net.activation = Activation();
        Network changed = net;
        changed.B *= 3;
        analysis = analysed(std::move(net));
        other = analysed(std::move(changed));
    }
    const auto table = lipschitzTable(*analysis, BallNorm::L2);
    QVERIFY(table);
    QTemporaryDir folder;
    const std::filesystem::path network = folder.filePath("net.h5").toStdString();
    const auto file = lipschitzFileBeside(network, BallNorm::L2);
    QCOMPARE(file.filename().string(), std::string("net.lipschitz-l2.h5"));
    QVERIFY(writeLipschitzTable(file, *table));
    const auto read = readLipschitzTable(file, *analysis, BallNorm::L2);
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    QVERIFY(same(read->pairs, table->pairs));
    QCOMPARE(read->output, table->output);
    // Of another network the same multipliers prove other constants, which hold there, or none.
    const auto foreign = readLipschitzTable(file, *other, BallNorm::L2);
    if (foreign) {
        const auto own = lipschitzTable(*other, BallNorm::L2);
        QVERIFY((foreign->pairs.array() >= 0.9 * own->pairs.array() - 1e-9).all());
    }
    const auto wrongNorm = readLipschitzTable(file, *analysis, BallNorm::Linf);
    QVERIFY(!wrongNorm && wrongNorm.error().message.find("expected \"linf\"") != std::string::npos);
    const auto missing =
        readLipschitzTable(folder.filePath("none.h5").toStdString(), *analysis, BallNorm::L2);
    QVERIFY(!missing && missing.error().message.starts_with("none.h5: "));
}

void Semialgebraic::ellipsoidsHoldEveryOutput() {
    Generator g = seededGenerator("ellipsoids");
    int found = 0, tight = 0;
    for (int k = 0; k < 40; ++k) {
        const auto one = randomSystem(g, 8, 6, k % 2 ? BallNorm::L2 : BallNorm::Linf);
        if (!one)
            continue;
        const Network& net = one->analysis->network();
        const ReluSystem& s = one->system;
        const EllipsoidBound bound = boundOutputs(s, net.C, net.c, *one->analysis->conditions.lbenLambda);
        if (!bound.ellipsoid)
            continue; // dependent outputs
        ++found;
        const Ellipsoid& e = *bound.ellipsoid;
        Matrix d = gaussian(g, s.r(), 250);
        for (Index c = 0; c < d.cols(); ++c)
            d.col(c) = s.norm == BallNorm::L2 ? Vector(d.col(c).normalized()) : Vector(d.col(c).cwiseSign());
        for (Index i = 0; i < net.q(); ++i)
            d.col(i) = ascend(*one->analysis, s, {net.C.row(i).transpose(), Vector::Zero(s.r())}, 4).d;
        const ColumnStates x =
            solveColumns(*one->analysis, (s.U * d).colwise() + s.u0, s.centre.replicate(1, d.cols()));
        double largest = 0;
        for (Index c = 0; c < d.cols(); ++c)
            largest = std::max(largest, e.gauge(net.C * x.x.col(c) + net.c));
        QVERIFY2(largest <= 1 + 1e-9, qPrintable(QString::number(largest, 'g', 17)));
        tight += largest > 0.3;
        const Matrix border = e.projection(0, net.q() - 1, 16);
        QVERIFY(border.allFinite());
    }
    QVERIFY2(found > 15, qPrintable(QString::number(found)));
    QVERIFY2(tight > found / 3, qPrintable(QString("%1 of %2").arg(tight).arg(found)));
}

QTEST_GUILESS_MAIN(Semialgebraic)
#include "tst_semialgebraic.moc"
