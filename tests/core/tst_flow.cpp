// Norms and measures by their definitions; the flow against closed forms, its equilibrium and its envelope.
#include "core/model/matrix_measure.h"
#include "core/solve/flow.h"
#include "core/solve/iterations.h"
#include "core/solve/solvers.h"
#include "random_network.h"

#include <QTest>
#include <algorithm>

using namespace kamke;
using namespace kamke::test;

class Flow : public QObject {
    Q_OBJECT
private slots:
    void normsInduceTheirMatrixNorms();
    void measuresAreDerivatives();
    void slopedMeasureIsTheLargestOverSlopes();
    void linearFlowIsTheExponential();
    void denseOutputFollowsTheFlow();
    void endsInTheFixedPoint();
    void trajectoriesStayUnderTheEnvelope();
    void embeddedFlowSinksToTheBox();
    void stopsWhenItMust();
};

namespace {

Norm anyNorm(Generator& g, Index n) {
    Norm norm{static_cast<Norm::Kind>(integer(g, 0, 2)), {}};
    if (chance(g, 0.7))
        norm.weights = Vector::NullaryExpr(n, [&] { return std::exp(normal(g)); });
    return norm;
}

} // namespace

void Flow::normsInduceTheirMatrixNorms() {
    Generator g = seededGenerator("norms induce their matrix norms");
    for (int k = 0; k < 300; ++k) {
        const Index n = integer(g, 1, 6);
        const Norm norm = anyNorm(g, n);
        const Matrix A = gaussian(g, n, n), B = gaussian(g, n, n);
        double reached = 0;
        // The extreme points of the unit balls: unit vectors, sign vectors, the top singular vector.
        for (Index i = 0; i < n; ++i) {
            const Vector x = Vector::Unit(n, i) / norm(Vector::Unit(n, i));
            reached = std::max(reached, norm(A * x));
        }
        if (norm.kind == Norm::Kind::Infinity)
            for (int corner = 0; corner < 1 << n; ++corner) {
                Vector x(n);
                for (Index i = 0; i < n; ++i)
                    x(i) = ((corner >> i) & 1 ? 1 : -1) * (norm.weights.size() ? norm.weights(i) : 1);
                reached = std::max(reached, norm(A * x));
            }
        const double induced = norm.ofMatrix(A);
        if (norm.kind == Norm::Kind::Two) {
            Vector x = gaussian(g, n, 1);
            const Matrix S =
                norm.weights.size() ? Matrix(norm.weights.asDiagonal()) : Matrix(Matrix::Identity(n, n));
            for (int i = 0; i < 3000; ++i) { // power iteration with the adjoint of the weighted product
                x = (S.inverse() * A.transpose() * S * A * x).eval();
                x /= norm(x);
            }
            reached = norm(A * x);
        }
        QVERIFY2(
            std::abs(induced - reached) <= 1e-6 * induced,
            qPrintable(QString("%1 %2").arg(induced).arg(reached)));
        QVERIFY(norm.ofMatrix(A * B) <= induced * norm.ofMatrix(B) * (1 + 1e-12));
    }
}

void Flow::measuresAreDerivatives() {
    Generator g = seededGenerator("measures are derivatives");
    for (int k = 0; k < 300; ++k) {
        const Index n = integer(g, 1, 6);
        const Norm norm = anyNorm(g, n);
        const Matrix A = gaussian(g, n, n);
        const double mu = norm.measure(A);
        double last = std::numeric_limits<double>::infinity();
        for (const double h : {1e-1, 1e-2, 1e-3, 1e-4, 1e-5}) {
            const double quotient = (norm.ofMatrix(Matrix::Identity(n, n) + h * A) - 1) / h;
            QVERIFY(quotient <= last + 1e-9); // convex in h
            QVERIFY(quotient >= mu - 1e-9);
            last = quotient;
        }
        QVERIFY(std::abs(last - mu) <= 1e-2 * (1 + std::abs(mu)) * (1 + norm.ofMatrix(A) * norm.ofMatrix(A)));
    }
}

void Flow::slopedMeasureIsTheLargestOverSlopes() {
    Generator g = seededGenerator("sloped measure");
    for (int k = 0; k < 200; ++k) {
        const Index n = integer(g, 1, 5);
        const Norm norm = anyNorm(g, n);
        const Matrix A = gaussian(g, n, n);
        const double low = uniform(g, 0, 0.5), high = uniform(g, low, 1);
        const double bound = norm.slopedMeasure(A, low, high);
        double reached = -std::numeric_limits<double>::infinity();
        for (int corner = 0; corner < 1 << n; ++corner) {
            Vector d(n);
            for (Index i = 0; i < n; ++i)
                d(i) = (corner >> i) & 1 ? high : low;
            reached = std::max(reached, norm.measure(d.asDiagonal() * A));
        }
        QVERIFY(std::abs(bound - reached) <= 1e-10 * (1 + std::abs(bound)));
        const Vector inside = Vector::NullaryExpr(n, [&] { return uniform(g, low, high); });
        QVERIFY(norm.measure(inside.asDiagonal() * A) <= bound + 1e-10);
    }
    QVERIFY(std::isnan((Norm{Norm::Kind::Two, {}}.slopedMeasure(Matrix::Identity(20, 20), 0, 1))));
}

void Flow::linearFlowIsTheExponential() {
    // ẋ = −x + ax + w with the identity: x(t) = x* + e^{−(1−a)t}(x0 − x*), x* = w/(1 − a).
    const FixedPointProblem problem{
        Matrix::Constant(1, 1, -1.5), Vector::Constant(1, 2.0), Activation(Activation::Kind::Identity),
        Vector::Ones(1)};
    const Trajectory path = integrate(problem, Vector::Constant(1, 5.0), 4, 1e-10);
    QCOMPARE(path.status, Status::Ok);
    QCOMPARE(path.end(), 4.0);
    for (double t = 0; t <= 4; t += 0.01)
        QVERIFY(std::abs(path.at(t)(0) - (0.8 + std::exp(-2.5 * t) * 4.2)) <= 1e-8);
    QCOMPARE(path.at(0)(0), 5.0);
}

void Flow::denseOutputFollowsTheFlow() {
    Generator g = seededGenerator("dense output");
    for (int k = 0; k < 50; ++k) {
        const auto analysis = analysed(contractingNetwork(g, 5));
        const FixedPointProblem problem = problemAt(*analysis, gaussian(g, analysis->network().r(), 1));
        const Vector start = gaussian(g, problem.size(), 1);
        const Trajectory whole = integrate(problem, start, 3, 1e-10);
        for (const double t : {0.1, 0.37, 1.0, 2.9}) {
            // A run that ends there has no dense output in its last point.
            const Trajectory shorter = integrate(problem, start, t, 1e-10);
            const Vector expected = shorter.states().back();
            QVERIFY(
                (whole.at(t) - expected).lpNorm<Eigen::Infinity>() <=
                1e-6 * (1 + expected.lpNorm<Eigen::Infinity>()) * (1 + problem.eta.maxCoeff()));
        }
    }
}

void Flow::endsInTheFixedPoint() {
    Generator g = seededGenerator("the flow ends in the fixed point");
    for (int k = 0; k < 100; ++k) {
        const auto analysis = analysed(contractingNetwork(g, 6));
        const Vector raw = gaussian(g, analysis->network().r(), 1);
        const FixedPointProblem problem = problemAt(*analysis, raw);
        const double rate = contractionRate(problem, problem.norm());
        QVERIFY(rate > 0);
        const ForwardResult fixed = forward(*analysis, raw);
        const Vector start = Vector::Zero(problem.size());
        const double end = std::min(200.0, std::log(1e8) / rate);
        const Trajectory path = integrate(problem, start, end, 1e-10);
        const double distance = problem.norm()(start - fixed.x);
        QVERIFY(
            problem.norm()(path.states().back() - fixed.x) <=
            std::exp(-rate * end) * distance + 1e-7 * (1 + problem.norm()(fixed.x)));
    }
}

void Flow::trajectoriesStayUnderTheEnvelope() {
    Generator g = seededGenerator("trajectories stay under the envelope");
    int known = 0;
    for (int k = 0; k < 200; ++k) {
        const auto analysis = analysed(contractingNetwork(g, 5));
        const FixedPointProblem problem = problemAt(*analysis, gaussian(g, analysis->network().r(), 1));
        const Vector x = gaussian(g, problem.size(), 1), y = gaussian(g, problem.size(), 1);
        const Trajectory first = integrate(problem, x, 3, 1e-11), second = integrate(problem, y, 3, 1e-11);
        for (const Norm& norm :
             {problem.norm(), Norm{Norm::Kind::One, {}}, Norm{Norm::Kind::Two, {}},
              Norm{Norm::Kind::Infinity, {}}}) {
            const double rate = contractionRate(problem, norm);
            for (double t = 0.05; t <= 3; t += 0.05) {
                const double bound = std::exp(-rate * t) * norm(x - y);
                const double slack = 1e-7 * (norm(x) + norm(y) + norm(first.at(t)) + norm(second.at(t)) + 1);
                QVERIFY(norm(first.at(t) - second.at(t)) <= bound * (1 + 1e-9) + slack);
            }
            known += rate > 0;
        }
    }
    QVERIFY(known > 300);
}

void Flow::embeddedFlowSinksToTheBox() {
    const auto analysis = analysed(paperExample());
    const FixedPointProblem problem = embeddedProblem(*analysis, paperBox(), Splitting::Metzler);
    const Trajectory path = integrate(problem, Vector{{-2, -2, 5, 5}}, 40, 1e-11);
    const Vector end = path.states().back();
    // mixed-monotone-contractive 5.1
    QVERIFY(
        (end - Vector{{0.393939393939394, 0.636363636363636, 1.606060606060606, 2.030303030303030}})
            .lpNorm<Eigen::Infinity>() < 1e-8);
    for (double t = 0; t < 40; t += 0.1)
        QVERIFY(isOrdered(path.at(t)));
}

void Flow::stopsWhenItMust() {
    const FixedPointProblem growing{
        Matrix::Constant(1, 1, 3), Vector::Ones(1), Activation(Activation::Kind::Identity), Vector::Ones(1)};
    const Trajectory path = integrate(growing, Vector::Ones(1), 100);
    QCOMPARE(path.status, Status::Diverged);
    QVERIFY(path.end() < 100 && path.states().back().allFinite() && !path.reason.empty());
    QVERIFY(contractionRate(growing, growing.norm()) < 0);
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(
        integrate(growing, Vector::Ones(1), 100, 1e-9, {stop.get_token(), {}}).status, Status::Cancelled);
}

QTEST_APPLESS_MAIN(Flow)
#include "tst_flow.moc"
