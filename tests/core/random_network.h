// Random networks and boxes for property tests.
#pragma once

#include "core/model/analysis.h"

#include <QtGlobal>
#include <cmath>
#include <cstdio>
#include <random>

namespace kamke::test {

using Generator = std::mt19937_64;

/// A generator whose seed is printed, and can be set again by KAMKE_SEED.
inline Generator seededGenerator(const char* what) {
    bool given = false;
    const int wanted = qEnvironmentVariableIntValue("KAMKE_SEED", &given);
    const auto seed = given ? static_cast<unsigned>(wanted) : 20260219u;
    std::printf("%s: seed %u (set KAMKE_SEED to repeat or to vary)\n", what, seed);
    return Generator(seed);
}

inline double normal(Generator& g) {
    return std::normal_distribution<double>()(g);
}
inline double uniform(Generator& g, double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(g);
}
inline Index integer(Generator& g, Index low, Index high) {
    return std::uniform_int_distribution<Index>(low, high)(g);
}
inline bool chance(Generator& g, double p) {
    return uniform(g, 0, 1) < p;
}

inline Matrix gaussian(Generator& g, Index rows, Index cols) {
    return Matrix::NullaryExpr(rows, cols, [&] { return normal(g); });
}

/// Weights of mixed scale, some of them zero.
inline Matrix mixedWeights(Generator& g, Index rows, Index cols) {
    const double scale = std::pow(10.0, uniform(g, -2, 1)), zeros = chance(g, 0.3) ? 0.5 : 0;
    return Matrix::NullaryExpr(
        rows, cols, [&] { return chance(g, zeros) ? 0.0 : scale * normal(g) * std::pow(4.0, normal(g)); });
}

inline Activation anyActivation(Generator& g) {
    const auto kind =
        static_cast<Activation::Kind>(integer(g, 0, static_cast<Index>(Activation::names().size()) - 1));
    return Activation(kind, uniform(g, 0, 1));
}

/// A network with μ_η(A) ≤ `target` < 1 for hidden weights η (the NEMON parametrisation A = [η]T[η]⁻¹ −
/// diag(|T|1) + γI), n ≤ maxN.
inline Network contractingNetwork(Generator& g, Index maxN, Index maxInputs = 4) {
    Network net;
    const Index n = integer(g, 1, maxN), r = integer(g, 1, maxInputs), q = integer(g, 1, 4);
    const Matrix T = mixedWeights(g, n, n);
    const double target = uniform(g, -0.5, 0.95);
    net.A = T - Matrix((T.cwiseAbs() * Vector::Ones(n)).asDiagonal()) + target * Matrix::Identity(n, n);
    if (chance(g, 0.5)) {
        const Vector eta = Vector::NullaryExpr(n, [&] { return std::exp(normal(g)); });
        net.A = (eta.asDiagonal() * net.A * eta.cwiseInverse().asDiagonal()).eval();
    }
    net.B = mixedWeights(g, n, r);
    net.C = mixedWeights(g, q, n);
    net.D = chance(g, 0.3) ? mixedWeights(g, q, r) : Matrix::Zero(q, r);
    net.b = gaussian(g, n, 1);
    net.c = gaussian(g, q, 1);
    net.activation = anyActivation(g);
    if (chance(g, 0.25))
        net.input = InputSpec{
            gaussian(g, r, 1), Vector::NullaryExpr(r, [&] { return uniform(g, 0.2, 3); }), {}, {}, {}};
    return net;
}

/// A network with μ_2(A) < 1 (A = (1 − m)I − WᵀW + Z − Zᵀ, the MON parametrisation), mostly with no weights
/// that give μ_η(A) < 1. Some are hidden behind a diagonal scaling, so that only Λ − ΛA ≻ 0 is left.
inline Network monotoneOperatorNetwork(Generator& g, Index maxN, Index maxInputs = 4, bool scaled = false) {
    Network net = contractingNetwork(g, maxN, maxInputs);
    const Index n = net.n();
    const double skew = std::pow(10.0, uniform(g, -1, 1)), m = std::pow(10.0, uniform(g, -1, 1.3));
    const Matrix W = gaussian(g, n, n), Z = skew * gaussian(g, n, n);
    net.A = (1 - m) * Matrix::Identity(n, n) - W.transpose() * W / static_cast<double>(n) + Z - Z.transpose();
    if (scaled) {
        const Vector scale = Vector::NullaryExpr(n, [&] { return std::exp(normal(g)); });
        net.A = (scale.asDiagonal() * net.A * scale.cwiseInverse().asDiagonal()).eval();
    }
    return net;
}

inline std::shared_ptr<const NetworkAnalysis> analysed(Network net) {
    return std::make_shared<const NetworkAnalysis>(std::make_shared<const Network>(std::move(net)));
}

/// A box of raw inputs; some are points, some have inputs without width.
inline Box anyBox(Generator& g, Index r) {
    const Vector centre = gaussian(g, r, 1);
    const double scale = chance(g, 0.1) ? 0 : std::pow(10.0, uniform(g, -3, 0.5));
    const Vector radius =
        Vector::NullaryExpr(r, [&] { return chance(g, 0.1) ? 0.0 : scale * std::abs(normal(g)); });
    return Box::around(centre, radius);
}

/// Points of a box: corners, edge points and points inside (r×count).
inline Matrix pointsOf(Generator& g, const Box& box, Index count) {
    Matrix points(box.dimension(), count);
    for (Index k = 0; k < count; ++k)
        for (Index i = 0; i < box.dimension(); ++i) {
            const double t = k % 3 == 0 ? 1.0 : uniform(g, 0, 1); // every third point is a corner
            const bool atEnd = k % 3 == 0 || (k % 3 == 1 && i != k % box.dimension());
            const bool high = chance(g, 0.5);
            points(i, k) = atEnd ? (high ? box.upper(i) : box.lower(i))
                                 : std::min(box.upper(i), box.lower(i) + t * (box.upper(i) - box.lower(i)));
        }
    return points;
}

/// A relative tolerance for numbers of the size of this box.
inline double slackFor(const Box& box, double relative) {
    return relative *
           (1 + std::max(box.lower.lpNorm<Eigen::Infinity>(), box.upper.lpNorm<Eigen::Infinity>()));
}

/// The paper's example, A = [−1/4 −1/4; 3/4 −1/4], B = [1/2 1; 1 1/2], C = I.
inline Network paperExample() {
    Network net;
    net.A.resize(2, 2);
    net.A << -0.25, -0.25, 0.75, -0.25;
    net.B.resize(2, 2);
    net.B << 0.5, 1, 1, 0.5;
    net.C = Matrix::Identity(2, 2);
    net.D = Matrix::Zero(2, 2);
    net.b = net.c = Vector::Zero(2);
    return net;
}

inline Box paperBox() {
    return {Eigen::Vector2d(0, 1), Eigen::Vector2d(1.0 / 3, 2)};
}

} // namespace kamke::test
