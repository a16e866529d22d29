#include "core/search/network_system.h"

#include "core/model/decompositions.h"
#include "core/model/rounding.h"
#include "core/sdp/plain_system.h"

namespace kamke {

namespace {

// From p = Ax + Ud + u₀ to p = W̃z + Ũd + ũ₀.
NetworkStates solveLeak(ReluSystem& s, const NetworkAnalysis& analysis, const Vector& reach) {
    const Index n = s.n(), r = s.r();
    const Matrix& A = analysis.network().A;
    const Matrix absA = A.cwiseAbs(), identity = Matrix::Identity(n, n);
    NetworkStates states;
    states.slope = analysis.network().activation.slope();
    const double alpha = states.slope, beta = 1 - alpha;
    // Of every sum of products here, and of the few operations around it.
    const double gamma = 2 * gammaBound(n + r + 32), tiny = static_cast<double>(n + r) * 0x1p-900;
    states.box = {roundedDown(s.centre - reach), roundedUp(s.centre + reach)};
    s.states = {states.box.lower.cwiseMax(0), states.box.upper.cwiseMax(0)};
    s.centre = s.centre.cwiseMax(0).eval();
    const Vector largestX = states.box.lower.cwiseAbs().cwiseMax(states.box.upper.cwiseAbs());
    const Vector inputSize = s.U.cwiseAbs().rowwise().sum() + s.u0.cwiseAbs() + s.error;
    const Vector largestP = (absA * largestX + inputSize) * (1 + gamma);
    const Matrix M = identity - alpha * A;
    const Matrix X = LuFactors(M).inverse(), absX = X.cwiseAbs();
    const Matrix rest = (identity - X * M).cwiseAbs() + gamma * (absX * (identity + alpha * absA) + identity);
    const Vector sizes = absX * (beta * (absA * s.states.upper) + inputSize);
    s.error = ((absX * s.error + rest * largestP + gamma * sizes) * (1 + gamma)).array() + tiny;
    s.W = X * (beta * A);
    s.U = (X * s.U).eval();
    s.u0 = (X * s.u0).eval();
    // x = (1 − α)z + αp.
    states.units = alpha * s.W;
    states.inputs = alpha * s.U;
    states.offset = alpha * s.u0;
    const Vector sum = states.units.cwiseAbs() * s.states.upper + states.inputs.cwiseAbs().rowwise().sum() +
                       states.offset.cwiseAbs() + s.states.upper;
    states.units.diagonal().array() += beta;
    states.error = ((alpha * s.error + gamma * sum) * (1 + gamma)).array() + tiny;
    return states;
}

} // namespace

NetworkSystem
networkSystem(const NetworkAnalysis& analysis, const CentreState& at, const Vector& radii, BallNorm norm) {
    if (analysis.network().activation.kind() != Activation::Kind::LeakyRelu)
        return {reluSystem(analysis, at, radii, norm), {}};
    NetworkSystem made{plainSystem(analysis, at, radii, norm), {}};
    const Vector reach = roundedUp((at.radius + analysis.monotone.stateReach(radii)) * (1 + 0x1p-40));
    made.states = solveLeak(made.system, analysis, reach);
    solveOwnFeedback(made.system);
    return made;
}

std::optional<std::string> whyNotRelational(const NetworkAnalysis& analysis) {
    const Activation& phi = analysis.network().activation;
    if (phi.kind() == Activation::Kind::LeakyRelu) {
        if (analysis.monotone.empty())
            return "relational bounds and the search need Λ − ΛA ≻ 0 for some positive diagonal Λ, and " +
                   analysis.whyNotMonotone();
        return std::nullopt;
    }
    if (phi.kind() != Activation::Kind::Relu)
        return "relational bounds and the search are for relu and leaky_relu networks, and this network's "
               "activation is " +
               std::string(phi.name());
    return whyNotSemialgebraic(analysis);
}

} // namespace kamke
