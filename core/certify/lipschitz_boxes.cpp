// The weighted l_∞ Lipschitz bounds, entry by entry and with one constant, and their certificates.
#include "core/certify/certificates.h"
#include "core/certify/method_rows.h"
#include "core/model/rounding.h"

#include <cmath>

namespace kamke {

namespace {

std::optional<std::string> whyNotLipschitz(const NetworkAnalysis& analysis, const Box&) {
    if (analysis.contracting())
        return std::nullopt;
    return "a Lipschitz constant in the l_∞ norm needs weights with μ_η(A) < 1, and " +
           analysis.whyNotContracting();
}

// The proved boxes of the states at the centres of the input boxes: points but for rounding.
struct CentreStates {
    ColumnInput input;
    StateBoxes boxes;
};
CentreStates
centreStates(const Certifier& certifier, const ColumnInput& input, const CertifyOptions& options) {
    CentreStates states{input.centres(), {}};
    states.boxes = input.atCentres ? *input.atCentres : mixedMonotoneBoxes(certifier, states.input, options);
    std::fill(states.boxes.iterations.begin(), states.boxes.iterations.end(), 0);
    return states;
}

void refuse(StateBoxes& boxes, const std::string& reason) {
    for (Index k = 0; k < boxes.centre.cols(); ++k)
        boxes.fail(k, Status::NotApplicable, reason);
}

StateBoxes
entrywiseLipschitzBoxes(const Certifier& certifier, const ColumnInput& input, const CertifyOptions& options) {
    CentreStates states = centreStates(certifier, input, options);
    const Matrix& gain = certifier.analysis().stateGain;
    if (gain.size() == 0)
        refuse(states.boxes, "(I − |A|ᴹ)⁻¹|B| cannot be bounded with rounding bounds");
    else
        states.boxes.radius = roundedUp(
            states.boxes.radius +
            roundedUp(input.radii.image(gain, certifier.gainRows) * (1 + certifier.gamma)));
    return states.boxes;
}

StateBoxes
lipschitzBoxes(const Certifier& certifier, const ColumnInput& input, const CertifyOptions& options) {
    CentreStates states = centreStates(certifier, input, options);
    if (!std::isfinite(certifier.lipschitz) || !std::isfinite(certifier.stateLipschitz)) {
        refuse(
            states.boxes,
            "μ_η(A) < 1 cannot be shown with rounding bounds, so that no Lipschitz constant is proved");
        return states.boxes;
    }
    states.boxes.factor = certifier.lipschitz;
    const Vector& largest = input.radii.largest();
    const OutputBounds at = outputBounds(certifier, states.input, states.boxes);
    const Vector reach = roundedUp(certifier.lipschitz * largest);
    states.boxes.outputLower = roundedDown(at.lower.rowwise() - reach.transpose());
    states.boxes.outputUpper = roundedUp(at.upper.rowwise() + reach.transpose());
    const Vector eta = certifier.analysis().lipschitz.bestEta;
    const Vector stateReach = roundedUp(certifier.stateLipschitz * largest);
    states.boxes.radius = roundedUp(states.boxes.radius + roundedUp(eta * stateReach.transpose()));
    return states.boxes;
}

} // namespace

/// |Δx| ≤ K|Δu|, |Δy| ≤ (|C|K + |D|)|Δu| around the state at the centre, with K = (I − |A|ᴹ)^{-1}|B| (the
/// argument of nemon (14)-(15), row by row): contained in the Lipschitz box. Proved: K is bounded from above
/// with rounding bounds.
constinit const StateEnclosure entrywiseLipschitzStates{
    .boxes = entrywiseLipschitzBoxes,
    .inside = {&lipschitzStates},
    .gradient = entrywiseLipschitzGradient,
    .shares = &stateBoxRule,
    .stage = 1,
    .iteratesCentres = true};
/// x(u₀) ± η·‖·‖ and y(u₀) ± L·max_i radius_i with the least L over the weights η = 1, the Perron weights and
/// the η that minimises L itself (nemon (14)-(15)); u₀ is the centre of the box, radii in raw units. Proved:
/// y(u₀) is enclosed by an invariant box, L rounded up.
constinit const StateEnclosure lipschitzStates{
    .boxes = lipschitzBoxes, .shares = &lipschitzRule, .stage = 0, .iteratesCentres = true};

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
    .key = 5,
    .whyNot = whyNotLipschitz,
    .states = &lipschitzStates,
};

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
    .key = 3,
    .whyNot = whyNotLipschitz,
    .states = &entrywiseLipschitzStates,
};

Certificate entrywiseLipschitzRelativeCertificate() {
    return {
        .id = "entrywise-lipschitz-c",
        .name = "entrywise Lipschitz, relative classifier",
        .label = "entrywise-C",
        .formula = "δ = min_j (y_i − y_j)(u_c) − ((|TC|K + |TD|)|Δu|)_j",
        .citation = "nemon (14)-(15), row by row; mixed-monotone-contractive (7)",
        .explanation =
            "Bounds the differences of logits by the entrywise Lipschitz constants of the differences.",
        .colour = 0xB07A00,
        .darkColour = 0xFFD27A,
        .line = LineStyle::DashDot,
        .method = &entrywiseLipschitz,
        .states = &entrywiseLipschitzStates,
        .relative = true};
}

Certificate entrywiseLipschitzCertificate() {
    return outputBoxCertificate(
        entrywiseLipschitz, "δ = y̲_i − max_{j≠i} ȳ_j, |Δy| ≤ (|C|K + |D|)|Δu|",
        "nemon (14)-(15), row by row");
}

Certificate lipschitzCertificate() {
    return outputBoxCertificate(
        lipschitz, "δ = y_i − max_{j≠i} y_j − 2Lε",
        "nemon (19); mixed-monotone-contractive section 5, method 1");
}

} // namespace kamke
