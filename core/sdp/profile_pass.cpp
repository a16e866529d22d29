#include "core/sdp/profile_pass.h"

#include <algorithm>
#include <cmath>

namespace kamke {

double functionalScale(const ReluSystem& s, const Functional& f) {
    const double state = stateScale(s);
    // What the inputs do to it directly, at most: many of them may, each a little.
    const double direct = s.norm == BallNorm::L2 ? f.eta.norm() : f.eta.lpNorm<1>();
    double value = std::max(f.xi.cwiseAbs().maxCoeff() * state, direct);
    if (f.E.size() > 0)
        value = std::max(value, f.E.squaredNorm() / static_cast<double>(f.E.rows()) * state * state);
    return value > 0 ? value : 1;
}

std::optional<ProfilePass> solveProfile(
    const ReluSystem& s, const Functional& f, const Vector& lambda, const Vector& l,
    const InteriorOptions& options) {
    const double state = stateScale(s), value = functionalScale(s, f);
    const auto inUnits = [&](const InteriorStep& step) {
        return InteriorStep{step.bound * value, step.primal * value, step.infeasible};
    };
    const ProfiledInputs inputs = profiledInputs(s, f.eta, l);
    BallProblem problem;
    problem.W = s.W;
    problem.R = inputs.R / state;
    problem.u0 = s.u0 / state;
    problem.xi = f.xi * (state / value);
    problem.eta = inputs.eta / value;
    problem.signs = !s.incremental;
    if (f.E.size() > 0)
        problem.E = f.E * (state / std::sqrt(value));
    const auto start = coldStart(problem, s.centre / state, lambda.cwiseProduct(s.own));
    if (!start)
        return std::nullopt;
    InteriorOptions scaled = options;
    scaled.target /= value;
    scaled.giveUpAbove /= value;
    // A bound of differences grows with the functional, and is never far below its size by chance.
    if (s.incremental)
        scaled.floor = 1e-6;
    if (options.progress)
        scaled.progress = [&](const InteriorStep& step) { options.progress(inUnits(step)); };
    const InteriorResult inside = minimiseBound(problem, *start, scaled);
    if (inside.iterations == 0)
        return std::nullopt;
    ProfilePass pass;
    pass.end = inside.end;
    pass.last = inUnits(inside.last);
    pass.iterations = inside.iterations;
    const BallMultipliers& v = inside.multipliers;
    pass.multipliers = {
        (v.s * value / inputs.size) * l, v.t * (value / (state * state)), v.p * (value / state),
        v.r * (value / state)};
    pass.moments = stateMoments(inside.moments, s.n(), state);
    return pass;
}

} // namespace kamke
