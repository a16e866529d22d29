// Random relu systems for the tests of the semidefinite models.
#pragma once

#include "random_samples.h"

#include "core/sdp/relu_system.h"
#include "core/solve/columns.h"

#include <optional>

namespace kamke::test {

inline Network reluNetwork(Generator& g, Index maxN, Index maxInputs) {
    Network net = monotoneOperatorNetwork(g, maxN, maxInputs);
    net.activation = Activation();
    net.D = Matrix::Zero(net.q(), net.r());
    return net;
}

// A system around the centre of a box or ball, with the rounding of its data bounded generously.
inline ReluSystem
systemAround(const NetworkAnalysis& analysis, const Vector& raw, const Vector& radii, BallNorm norm) {
    const Network& net = analysis.network();
    const Vector w = net.B * net.normalise(raw) + net.b;
    const Vector error = Vector::Constant(net.n(), 1e-12 * (1 + w.cwiseAbs().maxCoeff()));
    const ColumnStates at = solveColumns(analysis, w, Matrix::Zero(net.n(), 1));
    return reluSystem(analysis, {at.x.col(0), Vector::Constant(net.n(), 1e-9), w, error}, radii, norm);
}

inline Functional anyFunctional(Generator& g, const ReluSystem& s) {
    Functional f{gaussian(g, s.n(), 1), Vector::Zero(s.r())};
    if (chance(g, 0.3))
        f.eta = gaussian(g, s.r(), 1);
    return f;
}

// The largest value at random inputs of the ball (many on its border).
inline double largestSampled(
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
    const Matrix w = s.own.asDiagonal() * ((s.U * d).colwise() + s.u0);
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

inline std::optional<RandomSystem> randomSystem(Generator& g, Index maxN, Index maxInputs, BallNorm norm) {
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

inline double tolerance(double value) {
    return 1e-9 * (1 + std::abs(value));
}

} // namespace kamke::test
