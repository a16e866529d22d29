// The l_2 Lipschitz box of monotone operator networks.
#include "core/model/rounding.h"
#include "core/reach/embedding.h"
#include "core/reach/method_rows.h"
#include "core/reach/monotone_point.h"

#include <cmath>

namespace kamke {

namespace {

std::optional<std::string> whyNotL2(const NetworkAnalysis& analysis, const Box&) {
    if (!analysis.monotone.empty())
        return std::nullopt;
    if (analysis.conditions.holds("lben"))
        return "Λ − ΛA ≻ 0 holds, but so narrowly that no l_2 Lipschitz constant could be proved with "
               "rounding bounds";
    return "an l_2 Lipschitz constant needs I − A ⪰ mI with m > 0, and " + analysis.whyNotMonotone();
}

Box roundedAround(const Vector& lower, const Vector& upper, const Vector& radius) {
    return {
        (lower - radius).unaryExpr([](double v) { return down(v); }),
        (upper + radius).unaryExpr([](double v) { return up(v); })};
}

Enclosure runL2(const NetworkAnalysis& analysis, const Box& box, const ReachOptions& options) {
    const MonotoneGain& gain = analysis.monotone;
    const Vector centre = box.centre();
    const auto at = monotonePoint(analysis, centre, options.limits);
    if (!at)
        return at.error();
    const Box state = roundedAround(at->x, at->x, at->radius);
    const Box output = outputBox(analysis, state, at->u);
    const Vector radius = (box.upper - centre).cwiseMax(centre - box.lower).unaryExpr([](double v) {
        return v > 0 ? up(v) : 0.0;
    });
    Enclosure result;
    result.status = Status::Ok;
    result.residual = at->residual;
    result.rigorous = true;
    result.state = roundedAround(state.lower, state.upper, gain.stateReach(radius));
    result.output = roundedAround(output.lower, output.upper, gain.outputReach(radius));
    return result;
}

} // namespace

/// x(u₀) ± reach and y(u₀) ± reach for the centre u₀ of the box, from ‖Δx‖_2 ≤ ‖BΔu‖_2/m with I − A ⪰ mI,
/// sharpened direction by direction (see MonotoneGain). It exists wherever Λ − ΛA ≻ 0 is proved, also where
/// no weights give μ_η(A) < 1. Proved: the state at the centre by its residual, the rest with rounding
/// bounds.
constinit const Method lipschitzL2{
    .id = "lipschitz-l2",
    .name = "l₂ Lipschitz",
    .label = "l₂ Lipschitz",
    .formula = "|cᵀΔx| ≤ ‖c‖_2‖BΔu‖_2/m, I − (A + Aᵀ)/2 ⪰ mI",
    .citation = "ibp-mondeq Prop. 2.1; Pabbaraju, Winston, Kolter 2021, Thm 1",
    .explanation = "The Lipschitz bound of monotone operator networks, direction by direction; it exists "
                   "whenever I − A is strongly monotone, also where no weights give μ_η(A) < 1.",
    .colour = 0x9C3D00,
    .darkColour = 0xFFB38A,
    .line = LineStyle::DashDotDot,
    .key = 6,
    .whyNot = whyNotL2,
    .run = runL2,
};

} // namespace kamke
