#include "core/sdp/functional_bound.h"

#include "core/model/rounding.h"
#include "core/sdp/checked_bound.h"
#include "core/sdp/profile_pass.h"

#include <algorithm>
#include <cmath>

namespace kamke {

namespace {

// max ηᵀd from above.
double inputsAlone(const Vector& eta, BallNorm norm) {
    const double size = norm == BallNorm::L2 ? eta.stableNorm() : eta.lpNorm<1>();
    return up(size * (1 + gammaBound(eta.size() + 8)));
}

} // namespace

FunctionalBound boundFunctional(
    const ReluSystem& s, const Functional& f, const Vector& lambda, const Vector& profile,
    const FunctionalOptions& options) {
    const bool ball = s.norm == BallNorm::L2;
    FunctionalBound result;
    if (s.n() == 0) {
        result.bound = inputsAlone(f.eta, s.norm);
        result.end = InteriorEnd::Gap;
        return result;
    }
    const double size = functionalScale(s, f);
    Vector l = profile.size() == s.r() ? profile : Vector(Vector::Ones(s.r()));
    double previous = std::numeric_limits<double>::infinity();
    // A ball is one profile, and its program ends where the relaxation does.
    for (int pass = 1; pass <= (ball ? 1 : options.maxPasses); ++pass) {
        InteriorOptions inner;
        inner.limits = options.limits;
        inner.gap = ball ? options.gap : options.gap / 4;
        inner.target = options.target - 1e-6 * size; // what the checker adds must not undo the verdict
        if (ball)
            inner.giveUpAbove = options.giveUpAbove;
        if (options.progress)
            inner.progress = [&](const InteriorStep& step) { options.progress(pass, step); };
        const auto solved = solveProfile(s, f, lambda, l, inner);
        if (!solved)
            break;
        result.passes = pass;
        result.iterations += solved->iterations;
        result.end = solved->end;
        result.last = solved->last;
        const double bound = checkedBound(s, f, solved->multipliers);
        if (bound < result.bound || result.multipliers.t.size() == 0) {
            result.bound = bound;
            result.multipliers = solved->multipliers;
            result.profile = l;
        }
        if (ball || result.bound < options.target || solved->end == InteriorEnd::Stopped)
            break;
        const double gained = previous - bound;
        if (pass > 1 && bound - 2 * std::max(gained, 0.0) > options.giveUpAbove)
            break;
        const double least = s.incremental ? std::abs(bound) : std::max(size, std::abs(bound));
        if (pass > 1 && gained < 0.25 * options.gap * least)
            break;
        previous = std::min(previous, bound);
        l = improvedProfile(s, f.eta, solved->multipliers, solved->moments);
        if (!l.allFinite())
            break;
    }
    return result;
}

} // namespace kamke
