#include "reach/relational.h"

#include "model/rounding.h"
#include "reach/monotone_point.h"
#include "sdp/functional_bound.h"
#include "sdp/relational.h"

#include <cmath>

namespace kamke {

namespace {

std::optional<std::string> whyNotRelational(const NetworkAnalysis& analysis, const Box&) {
    return whyNotSemialgebraic(analysis);
}

// |B|·radius + rounding of w = Bu + b at the centre of u.
CentreState centreState(const Network& net, const MonotonePoint& at) {
    const Vector u = at.u.centre(),
                 spread = (at.u.upper - u).cwiseMax(u - at.u.lower).unaryExpr([](double v) { return up(v); });
    const Matrix absB = net.B.cwiseAbs();
    const BoundedSum w{net.B * u + net.b, absB * u.cwiseAbs() + net.b.cwiseAbs(), net.r() + 2};
    const Vector value = w.value;
    const Vector error = (Vector(w.above()) - value).cwiseMax(value - Vector(w.below()));
    return {at.x, at.radius, value, sumAbove(productAbove(absB, spread), error)};
}

// y_i = constant + C_i z + D_i d over the inputs: from a bound of ±(C_i z + D_i d).
struct OutputFunctional {
    Functional f;
    double constant, error;
};

OutputFunctional outputFunctional(
    const NetworkAnalysis& analysis, const ReluSystem& s, const Box& u, const Vector& radii, Index i) {
    const Network& net = analysis.network();
    const Vector centre = u.centre(), states = s.states.upper;
    const Vector spread = (u.upper - centre).cwiseMax(centre - u.lower);
    const Vector absD = net.D.row(i).transpose().cwiseAbs(), absC = net.C.row(i).transpose().cwiseAbs();
    OutputFunctional out{
        {net.C.row(i).transpose(), radii.cwiseProduct(analysis.rawD.row(i).transpose())},
        net.c(i) + net.D.row(i).dot(centre),
        0};
    const double size =
        std::abs(net.c(i)) + absD.dot(centre.cwiseAbs()) + absC.dot(states) + out.f.eta.lpNorm<1>();
    out.error = up(up(2 * gammaBound(net.n() + net.r() + 16) * size) + up(2 * absD.dot(spread)) + 0x1p-1000);
    return out;
}

using UpperBound = std::function<double(const Functional&)>;

Enclosure runWith(
    const NetworkAnalysis& analysis, const Box& box, const ReachOptions& options,
    const std::function<UpperBound(const ReluSystem&, const Box& a)>& boundBy) {
    const Vector centre = box.centre();
    const auto at = monotonePoint(analysis, centre, options.limits);
    if (!at)
        return at.error();
    const Vector radii = (box.upper - centre).cwiseMax(centre - box.lower).unaryExpr([](double v) {
        return v > 0 ? up(v) : 0.0;
    });
    const ReluSystem s = reluSystem(analysis, centreState(analysis.network(), *at), radii, BallNorm::Linf);
    const auto a = relationalPreActivations(s, s.preActivations(), options.limits);
    if (!a)
        return Enclosure::notOk(Status::Cancelled, "stopped before it was finished");
    Enclosure result;
    result.status = Status::Ok;
    result.residual = at->residual;
    result.rigorous = true;
    result.state =
        Box{a->lower.cwiseMax(s.states.lower).cwiseMax(0), a->upper.cwiseMin(s.states.upper).cwiseMax(0)};
    const Index q = analysis.network().q();
    result.output = Box{Vector(q), Vector(q)};
    const UpperBound upper = boundBy(s, *a);
    for (Index i = 0; i < q; ++i) {
        if (options.limits.reached())
            return Enclosure::notOk(Status::Cancelled, "stopped before it was finished");
        const OutputFunctional out = outputFunctional(analysis, s, at->u, radii, i);
        result.output->upper(i) = up(out.constant + up(upper(out.f) + out.error));
        result.output->lower(i) = down(out.constant - up(upper({-out.f.xi, -out.f.eta}) + out.error));
    }
    return result;
}

Enclosure runRelational(const NetworkAnalysis& analysis, const Box& box, const ReachOptions& options) {
    return runWith(analysis, box, options, [](const ReluSystem& s, const Box& a) -> UpperBound {
        return [&](const Functional& f) { return relationalBound(s, a, f); };
    });
}

Enclosure runSemidefinite(const NetworkAnalysis& analysis, const Box& box, const ReachOptions& options) {
    FunctionalOptions inner;
    inner.limits = options.limits;
    inner.gap = 1e-4;
    Vector profile;
    return runWith(analysis, box, options, [&](const ReluSystem& s, const Box& a) -> UpperBound {
        return [&](const Functional& f) {
            const FunctionalBound found =
                boundFunctional(s, f, *analysis.conditions.lbenLambda, profile, inner);
            profile = found.profile;
            return std::min(found.bound, relationalBound(s, a, f));
        };
    });
}

} // namespace

constinit const Method relational{
    .id = "relational",
    .name = "relational bounds",
    .label = "relational",
    .formula = "a = (I − AS)⁻¹(Bu + b + Ar), x = Sa + r, 0 ≤ r ≤ r̄",
    .citation = "semialgebraic-mondeq section 3, its linear relaxation",
    .explanation =
        "Bounds states and inputs together through the equation that ties them, by lines above and "
        "below every ReLU.",
    .colour = 0x7A5195,
    .darkColour = 0xC3A1E0,
    .line = LineStyle::LongDash,
    .cost = Cost::Sample,
    .whyNot = whyNotRelational,
    .run = runRelational,
};

constinit const Method semidefinite{
    .id = "sdp",
    .name = "semidefinite relaxation",
    .label = "SDP",
    .formula = "max ξᵀx with x ≥ a, x ≥ 0, x(x − a) = 0 and |d| ≤ 1 as moments of degree 2",
    .citation = "semialgebraic-mondeq (CertMON-i), Robustness Model",
    .explanation =
        "Bounds every output by a semidefinite program over products of states and inputs; its dual "
        "is checked by one Cholesky factorisation.",
    .colour = 0xCC79A7,
    .darkColour = 0xE39BC3,
    .line = LineStyle::SparseDots,
    .cost = Cost::Search,
    .whyNot = whyNotRelational,
    .run = runSemidefinite,
};

} // namespace kamke
