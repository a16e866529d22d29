#include "core/sdp/relu_system.h"

#include "core/model/rounding.h"
#include "core/sdp/plain_system.h"

#include <cmath>

namespace kamke {

namespace {

Vector enlarged(const Vector& v, double factor) {
    return (v * (1 + factor)).unaryExpr([](double x) { return up(x); });
}

} // namespace

Box ReluSystem::preActivations() const {
    const double gamma = gammaBound(n() + r() + 16);
    const Vector z = states.centre(), reach = (states.upper - z).cwiseMax(z - states.lower);
    const Matrix absW = W.cwiseAbs();
    const Vector middle = W * z + u0;
    const Vector radius = absW * reach + U.cwiseAbs().rowwise().sum() + error;
    const Vector size = absW * z.cwiseAbs() + u0.cwiseAbs() + radius;
    const Vector spread = enlarged(radius + 4 * gamma * size, gamma);
    return {
        (middle - spread).unaryExpr([](double x) { return down(x); }),
        (middle + spread).unaryExpr([](double x) { return up(x); })};
}

ReluSystem
plainSystem(const NetworkAnalysis& analysis, const CentreState& at, const Vector& radii, BallNorm norm) {
    ReluSystem s;
    s.own = Vector::Ones(analysis.network().n());
    s.W = analysis.network().A;
    s.U = analysis.rawB * radii.asDiagonal();
    s.u0 = at.w;
    s.norm = norm;
    // rawB has at most two roundings an entry, U one more.
    s.error =
        enlarged(at.wError + 4 * unitRoundoff * s.U.cwiseAbs().rowwise().sum(), 0x1p-40).array() + 0x1p-1000;
    s.centre = at.x;
    s.centreRadius = at.radius;
    const Vector reach = enlarged(at.radius + analysis.monotone.stateReach(radii), 0x1p-40);
    s.states.lower = (at.x - reach).unaryExpr([](double v) { return std::max(0.0, down(v)); });
    s.states.upper = (at.x + reach).unaryExpr([](double v) { return std::max(0.0, up(v)); });
    return s;
}

void solveOwnFeedback(ReluSystem& s) {
    const Vector diagonal = s.W.diagonal();
    s.own = 1 - diagonal.array();
    // Positive where Λ − ΛW ≻ 0. Where rounding has spoilt W so much that it is not, nothing is proved.
    if (!(s.own.minCoeff() > 0)) {
        s.own.setOnes();
        s.error.setConstant(std::numeric_limits<double>::infinity());
    }
    s.W.diagonal().setZero();
    const Vector inverse = s.own.cwiseInverse();
    s.W = inverse.asDiagonal() * s.W;
    s.U = inverse.asDiagonal() * s.U;
    s.u0 = s.u0.cwiseProduct(inverse);
    // Three roundings an entry: of 1 − a_ii, of its inverse and of the product.
    const Vector sizes = s.W.cwiseAbs() * s.states.upper + s.U.cwiseAbs().rowwise().sum() + s.u0.cwiseAbs();
    s.error = enlarged(s.error.cwiseProduct(inverse) + 8 * unitRoundoff * sizes, 0x1p-40).array() + 0x1p-1000;
}

ReluSystem
reluSystem(const NetworkAnalysis& analysis, const CentreState& at, const Vector& radii, BallNorm norm) {
    ReluSystem s = plainSystem(analysis, at, radii, norm);
    solveOwnFeedback(s);
    return s;
}

ReluSystem incrementalSystem(const NetworkAnalysis& analysis, BallNorm norm) {
    const Index n = analysis.network().n(), r = analysis.network().r();
    const Vector zero = Vector::Zero(n);
    ReluSystem s = plainSystem(analysis, {zero, zero, zero, zero}, Vector::Ones(r), norm);
    s.incremental = true;
    s.states.lower = -s.states.upper;
    return s;
}

std::optional<std::string> whyNotSemialgebraic(const NetworkAnalysis& analysis) {
    if (analysis.network().activation.kind() != Activation::Kind::Relu)
        return "semidefinite models are for relu networks, and this network's activation is " +
               std::string(analysis.network().activation.name());
    if (analysis.monotone.empty())
        return "relational bounds, semidefinite models and the search need Λ − ΛA ≻ 0 for some positive "
               "diagonal Λ, and " +
               analysis.whyNotMonotone();
    return std::nullopt;
}

} // namespace kamke
