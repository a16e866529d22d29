// The box of a small ellipsoid that holds every output.
#include "core/reach/box_system.h"
#include "core/reach/method_rows.h"

namespace kamke {

namespace {

std::optional<std::string> whyNotEllipsoid(const NetworkAnalysis& analysis, const Box&) {
    if (auto reason = whyNotSemialgebraic(analysis))
        return reason;
    if (!analysis.network().D.isZero(0))
        return "the ellipsoid of the outputs needs D = 0, and this network's outputs depend on its inputs "
               "directly";
    return std::nullopt;
}

Enclosure runEllipsoid(const NetworkAnalysis& analysis, const Box& box, const ReachOptions& options) {
    const auto system = boxSystem(analysis, box, options.limits);
    if (!system)
        return system.error();
    const auto upper = [&](const Functional& f) { return system->root.bound(f, options.limits); };
    Enclosure result = encloseOutputs(analysis, *system, upper, options.limits);
    if (!result.ok())
        return result;
    const Network& net = analysis.network();
    EllipsoidOptions inner;
    inner.limits = options.limits;
    EllipsoidBound found = boundOutputs(
        system->system, system->root.preActivations(), net.C, net.c, *analysis.conditions.lbenLambda, inner);
    if (options.limits.reached())
        return Enclosure::notOk(Status::Cancelled, "stopped before it was finished");
    if (!found.ellipsoid)
        return Enclosure::notOk(
            Status::NotConverged,
            "no ellipsoid was found: the outputs may depend on each other, or not change over this box");
    result.iterations = found.iterations;
    result.output = found.ellipsoid->within(*result.output);
    result.ellipsoid = std::move(found.ellipsoid);
    return result;
}

} // namespace

/// The states of `relational`; its output box within the widths of the ellipsoid of boundOutputs(), which the
/// enclosure keeps (semialgebraic-mondeq (EllipMON-SOS-d)). Needs D = 0.
constinit const Method outputEllipsoid{
    .id = "ellipsoid",
    .name = "ellipsoid of the outputs",
    .label = "ellipsoid",
    .formula = "‖Lᵀ(y − centre)‖_2 ≤ ρ, the least volume by moments of degree 2; its widths within the "
               "relational box",
    .citation = "semialgebraic-mondeq (EllipMON-SOS-d), Ellipsoid Model",
    .explanation = "A small ellipsoid that holds all outputs together, from semidefinite programs that one "
                   "Cholesky factorisation checks; its projection is drawn.",
    .colour = 0xA3487F,
    .darkColour = 0xF0B0D5,
    .line = LineStyle::LongDashDot,
    .key = 9,
    .cost = Cost::Search,
    .whyNot = whyNotEllipsoid,
    .run = runEllipsoid,
};

} // namespace kamke
