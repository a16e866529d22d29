#include "core/sdp/relu_system.h"

#include "core/model/rounding.h"

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
reluSystem(const NetworkAnalysis& analysis, const CentreState& at, const Vector& radii, BallNorm norm) {
    ReluSystem s;
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

ReluSystem incrementalSystem(const NetworkAnalysis& analysis, BallNorm norm) {
    const Index n = analysis.network().n(), r = analysis.network().r();
    const Vector zero = Vector::Zero(n);
    ReluSystem s = reluSystem(analysis, {zero, zero, zero, zero}, Vector::Ones(r), norm);
    s.incremental = true;
    s.states.lower = -s.states.upper;
    return s;
}

std::optional<std::string> whyNotSemialgebraic(const NetworkAnalysis& analysis) {
    if (analysis.network().activation.kind() != Activation::Kind::Relu)
        return "the semidefinite models describe relu only, and this network's activation is " +
               std::string(analysis.network().activation.name());
    if (analysis.monotone.empty())
        return "the semidefinite models need Λ − ΛA ≻ 0 for some positive diagonal Λ, and " +
               analysis.whyNotMonotone();
    return std::nullopt;
}

} // namespace kamke
