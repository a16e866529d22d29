// The semidefinite program of one functional and the relational bounds: they hold whatever multipliers prove
// them, meet what enumeration and another solver find, and are there whenever the solver is stopped.
#include "relu_systems.h"

#include "core/reach/reach.h"
#include "core/sdp/ascent.h"
#include "core/sdp/checked_bound.h"
#include "core/sdp/functional_bound.h"
#include "core/sdp/schur_matrix.h"
#include "core/search/relational_root.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>

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
    void schurMatrixIsThatOfTheTraces();
    void shapesMeetTheirDual();
};

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
        const auto root = RelationalRoot::find(s, known, {});
        QVERIFY(root);
        const Box* const a = &root->preActivations();
        QVERIFY(a->isValid() && known.contains(*a));
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
        const double bound = root->bound(one->functional);
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
        const auto start = coldStart(
            problem, one->system.centre, one->analysis->conditions.lbenLambda->cwiseProduct(one->system.own));
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

void Semialgebraic::schurMatrixIsThatOfTheTraces() {
    Generator g = seededGenerator("Schur matrix");
    for (const bool signs : {true, false}) {
        BallProblem problem{
            gaussian(g, 4, 4), gaussian(g, 4, 3), gaussian(g, 4, 1), gaussian(g, 4, 1), gaussian(g, 3, 1)};
        problem.signs = signs;
        problem.outputs = gaussian(g, 3, problem.size());
        const BallMatrices matrices(problem);
        const Index N = matrices.size(), count = matrices.count();
        QCOMPARE(count, matrices.shapeAt() + 6);
        const Vector any = gaussian(g, count, 1);
        QVERIFY(same(matrices.flat(matrices.shaped(any)), any));
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

// A shape with s + g = m has log det at most −log det of the moments of the outputs, for any moments of the
// relaxation: where both meet, the shape is the best.
void Semialgebraic::shapesMeetTheirDual() {
    Generator g = seededGenerator("shapes");
    int met = 0, asked = 0;
    for (int k = 0; k < 60; ++k) {
        const auto one = randomSystem(g, 8, 5, BallNorm::L2);
        if (!one || one->system.U.isZero(0))
            continue;
        const ReluSystem& s = one->system;
        const Index n = s.n(), r = s.r(), q = 2, m = q + 1;
        BallProblem problem{s.W, s.U, s.u0, Vector::Zero(n), Vector::Zero(r)};
        problem.outputs = Matrix::Zero(m, problem.size());
        problem.outputs(0, 0) = 1;
        problem.outputs.block(1, 1, q, r) = gaussian(g, q, r);
        problem.outputs.bottomRightCorner(q, n) = gaussian(g, q, n);
        const auto start =
            coldStart(problem, s.centre, one->analysis->conditions.lbenLambda->cwiseProduct(s.own));
        QVERIFY(start);
        InteriorOptions options;
        options.gap = 1e-4;
        const InteriorResult found = minimiseBound(problem, *start, options);
        ++asked;
        if (found.end != InteriorEnd::Gap)
            continue;
        const Matrix& X = found.moments;
        const double size = 1 + X.diagonal().maxCoeff();
        // The moments are those of the relaxation, from its definition.
        const Matrix map = [&] {
            Matrix a(n, problem.size()); // z − a from (1, y, z)
            a << -s.u0, -s.U, Matrix::Identity(n, n) - s.W;
            return a;
        }();
        const Matrix slack = map * X;
        QVERIFY(std::abs(X.diagonal().segment(1, r).sum() - 1) < 1e-5 * size);
        QVERIFY(slack.rightCols(n).diagonal().cwiseAbs().maxCoeff() < 1e-5 * size);
        QVERIFY(slack.col(0).minCoeff() > -1e-5 * size && X.col(0).tail(n).minCoeff() > -1e-5 * size);
        QVERIFY(X.ldlt().vectorD().minCoeff() > -1e-9 * size);
        const Matrix shape = found.multipliers.shape * (static_cast<double>(m) / found.multipliers.bound());
        const Matrix moments = problem.outputs * X * problem.outputs.transpose();
        const double sum = std::log(shape.determinant()) + std::log(moments.determinant());
        QVERIFY2(sum < 0.01 && sum > -0.05, qPrintable(QString::number(sum)));
        ++met;
    }
    std::printf("  %d of %d shapes are the best of their relaxation\n", met, asked);
    QVERIFY(met > 15 && met > asked * 4 / 5);
}

QTEST_GUILESS_MAIN(Semialgebraic)
#include "tst_semialgebraic.moc"
