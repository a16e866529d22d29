// Boxes from the equation that ties states, pre-activations and inputs together: linear, and semidefinite.
#include "core/reach/box_system.h"
#include "core/reach/method_rows.h"
#include "core/sdp/semidefinite_model.h"

#include <algorithm>

namespace kamke {

namespace {

std::optional<std::string> whyNotRelational(const NetworkAnalysis& analysis, const Box&) {
    return whyNotSemialgebraic(analysis);
}

Enclosure runRelational(const NetworkAnalysis& analysis, const Box& box, const ReachOptions& options) {
    const auto system = boxSystem(analysis, box, options.limits);
    if (!system)
        return system.error();
    const auto upper = [&](const Functional& f) { return system->root.bound(f, options.limits); };
    return encloseOutputs(analysis, *system, upper, options.limits);
}

Enclosure runSemidefinite(const NetworkAnalysis& analysis, const Box& box, const ReachOptions& options) {
    const auto system = boxSystem(analysis, box, options.limits);
    if (!system)
        return system.error();
    FunctionalOptions inner;
    inner.limits = options.limits;
    inner.gap = 1e-4;
    SemidefiniteModel model(system->system, &system->root.preActivations(), *analysis.conditions.lbenLambda);
    const auto upper = [&](const Functional& f) {
        return std::min(model.bound(f, inner).bound, system->root.bound(f, options.limits));
    };
    return encloseOutputs(analysis, *system, upper, options.limits);
}

} // namespace

/// Pre-activations bounded together through a = (I − WS)⁻¹(Ud + u₀ + Wr) (see RelationalRoot),
/// every output as a functional of its own.
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
    .key = 7,
    .cost = Cost::Sample,
    .whyNot = whyNotRelational,
    .run = runRelational,
};

/// The same states; every output bounded by the Robustness Model (semialgebraic-mondeq (CertMON-i)) where
/// that is tighter.
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
    .key = 8,
    .cost = Cost::Search,
    .whyNot = whyNotRelational,
    .run = runSemidefinite,
};

} // namespace kamke
