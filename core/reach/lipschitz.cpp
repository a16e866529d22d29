// The Lipschitz box and its entrywise refinement.
#include "core/model/lipschitz_constant.h"
#include "core/model/rounding.h"
#include "core/reach/method_rows.h"
#include "core/reach/mixed_monotone.h"

#include <cmath>

namespace kamke {

namespace {

std::optional<std::string> whyNot(const NetworkAnalysis& analysis, const Box&) {
    if (analysis.contracting())
        return std::nullopt;
    return "a Lipschitz constant in the l_∞ norm needs weights with μ_η(A) < 1, and " +
           analysis.whyNotContracting();
}

// The radius around `centre`, as computed, that covers the box.
Vector coveringRadius(const Box& box, const Vector& centre) {
    return roundedUp((box.upper - centre).cwiseMax(centre - box.lower)).cwiseMax(0.0);
}

// `around` widened by `radius` on both sides, rounded outward.
Box widened(const Box& around, const Vector& radius) {
    return {
        (around.lower - radius).unaryExpr([](double v) { return down(v); }),
        roundedUp(around.upper + radius)};
}

// The box around the centre's own (proved) state and output.
Enclosure boxAround(
    const NetworkAnalysis& analysis, const Vector& centre, const Vector& stateRadius,
    const Vector& outputRadius, const ReachOptions& options) {
    Enclosure result = provedPoint(analysis, centre, options);
    if (!result.ok())
        return result;
    result.iterations = 0; // those of the point, not of the method
    result.state = widened(*result.state, stateRadius);
    result.output = widened(*result.output, outputRadius);
    return result;
}

Enclosure runLipschitz(const NetworkAnalysis& analysis, const Box& box, const ReachOptions& options) {
    const Network& net = analysis.network();
    const Vector centre = box.centre();
    const double radius = coveringRadius(box, centre).maxCoeff();
    const Vector& eta = analysis.lipschitz.bestEta;
    // B and D for raw inputs carry the rounding of 1/std: raise them before they enter the bound.
    const Matrix B = magnitudeAbove(analysis.rawB), D = magnitudeAbove(analysis.rawD);
    const double L = lipschitzConstantAbove({net.A, B, net.C, D}, eta);
    // ‖Δx‖_η ≤ toState·radius: unit i moves by at most η_i times that.
    const double toState = stateLipschitzConstantAbove(net.A, B, eta);
    if (!std::isfinite(L) || !std::isfinite(toState))
        return Enclosure::notOk(
            Status::NotApplicable,
            "μ_η(A) < 1 cannot be shown with rounding bounds, so that no Lipschitz constant is proved");
    const Vector stateRadius = roundedUp(roundedUp(eta * toState) * radius);
    Enclosure result =
        boxAround(analysis, centre, stateRadius, Vector::Constant(net.q(), up(L * radius)), options);
    result.factor = L;
    return result;
}

Enclosure runEntrywise(const NetworkAnalysis& analysis, const Box& box, const ReachOptions& options) {
    const Vector centre = box.centre();
    const Vector radius = coveringRadius(box, centre);
    if (analysis.outputGain.size() == 0)
        return Enclosure::notOk(
            Status::NotApplicable, "(I − |A|ᴹ)^{-1}|B| cannot be bounded with rounding bounds");
    return boxAround(
        analysis, centre, productAbove(analysis.stateGain, radius), productAbove(analysis.outputGain, radius),
        options);
}

} // namespace

/// y(u₀) ± L·max_i radius_i with the least L over the weights η = 1, the Perron weights and the η that
/// minimises L itself (nemon (14)-(15)); u₀ is the centre of the box, radii in raw units. Proved: y(u₀) is
/// enclosed by an invariant box, L rounded up.
constinit const Method lipschitz{
    .id = "lipschitz",
    .name = "Lipschitz",
    .label = "Lipschitz",
    .formula = "y(u₀) ± L·max radius, L = ‖B‖_{η,∞}‖C‖_{∞,η}/(1 − μ_η(A)⁺) + ‖D‖_∞",
    .citation = "nemon (14)-(15)",
    .explanation = "One number for all directions, with the weights η that make it least.",
    .colour = 0xD55E00,
    .darkColour = 0xF08A45,
    .line = LineStyle::Dashed,
    .whyNot = whyNot,
    .run = runLipschitz,
};

/// |Δx| ≤ K|Δu|, |Δy| ≤ (|C|K + |D|)|Δu| with K = (I − |A|ᴹ)^{-1}|B| (the argument of nemon (14)-(15), row by
/// row): contained in the Lipschitz box. Proved: K is bounded from above with rounding bounds.
constinit const Method entrywiseLipschitz{
    .id = "entrywise-lipschitz",
    .name = "entrywise Lipschitz",
    .label = "entrywise",
    .formula = "|Δy| ≤ (|C|K + |D|)|Δu|, K = (I − |A|ᴹ)⁻¹|B|",
    .citation = "nemon (14)-(15), row by row",
    .explanation = "The Lipschitz argument for every pair of input and output on its own.",
    .colour = 0xE69F00,
    .darkColour = 0xF2B632,
    .line = LineStyle::DashDot,
    .whyNot = whyNot,
    .run = runEntrywise,
};

} // namespace kamke
