#include "sdp/functional_bound.h"

#include "sdp/checked_bound.h"
#include "sdp/input_profile.h"

#include <algorithm>
#include <cmath>

namespace kamke {

namespace {

// Units in which states and functional are of size one.
struct Scale {
    double state, value;
};

Scale scaleOf(const ReluSystem& s, const Functional& f) {
    const double state = stateScale(s);
    double value =
        std::max(f.xi.cwiseAbs().maxCoeff() * state, f.eta.size() > 0 ? f.eta.cwiseAbs().maxCoeff() : 0.0);
    if (f.E.size() > 0)
        value = std::max(value, f.E.squaredNorm() / static_cast<double>(f.E.rows()) * state * state);
    return {state, value > 0 ? value : 1};
}

} // namespace

FunctionalBound boundFunctional(
    const ReluSystem& s, const Functional& f, const Vector& lambda, const Vector& profile,
    const FunctionalOptions& options) {
    const Index n = s.n(), r = s.r();
    const Scale scale = scaleOf(s, f);
    FunctionalBound result;
    Vector l = profile.size() == r ? profile : Vector(Vector::Ones(r));
    BallProblem problem;
    problem.W = s.W;
    problem.u0 = s.u0 / scale.state;
    problem.xi = f.xi * (scale.state / scale.value);
    problem.signs = !s.incremental;
    if (f.E.size() > 0)
        problem.E = f.E * (scale.state / std::sqrt(scale.value));
    double previous = std::numeric_limits<double>::infinity();
    const int passes = s.norm == BallNorm::L2 ? 1 : options.maxPasses;
    for (int pass = 1; pass <= passes; ++pass) {
        const ProfiledInputs inputs = profiledInputs(s, f.eta, l);
        problem.R = inputs.R / scale.state;
        problem.eta = inputs.eta / scale.value;
        const auto start = coldStart(problem, s.centre / scale.state, lambda);
        if (!start)
            break;
        InteriorOptions inner;
        inner.limits = options.limits;
        inner.gap = options.gap / (s.norm == BallNorm::L2 ? 1.0 : 4.0);
        inner.target = options.target / scale.value - 1e-6;
        if (s.norm == BallNorm::L2)
            inner.hopeless = options.giveUpAbove / scale.value;
        if (options.progress)
            inner.progress = [&](const InteriorStep& step) {
                options.progress(
                    pass, {step.bound * scale.value, step.primal * scale.value, step.infeasible});
            };
        const InteriorResult inside = minimiseBound(problem, *start, inner);
        result.passes = pass;
        result.iterations += inside.iterations;
        result.end = inside.end;
        result.last = {
            inside.last.bound * scale.value, inside.last.primal * scale.value, inside.last.infeasible};
        if (inside.iterations == 0)
            break;

        // Back to the units of the system: z and a are `state` times as large, the functional `value` times.
        SystemMultipliers m;
        const BallMultipliers& v = inside.multipliers;
        m.lambda = (v.s * scale.value / inputs.size) * l;
        m.t = v.t * (scale.value / (scale.state * scale.state));
        m.p = v.p * (scale.value / scale.state);
        m.r = v.r * (scale.value / scale.state);
        const double bound = checkedBound(s, f, m);
        if (bound < result.bound || result.multipliers.t.size() == 0) {
            result.bound = bound;
            result.multipliers = m;
            result.profile = l;
        }
        if (result.bound < options.target || inside.end == InteriorEnd::Stopped)
            break;
        if (s.norm == BallNorm::L2)
            break;
        const double gained = previous - bound;
        if (pass > 1 && bound - 2 * std::max(gained, 0.0) > options.giveUpAbove)
            break;
        if (pass > 1 && gained < 0.25 * options.gap * std::max(scale.value, std::abs(bound)))
            break;
        previous = std::min(previous, bound);

        l = improvedProfile(s, f.eta, m, stateMoments(inside.moments, n, scale.state));
        if (!l.allFinite())
            break;
    }
    return result;
}

} // namespace kamke
