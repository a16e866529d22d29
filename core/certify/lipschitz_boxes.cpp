// Certificates of the weighted l_∞ Lipschitz bounds: entry by entry, and with one constant.
#include "core/certify/certificates.h"
#include "core/model/rounding.h"
#include "core/reach/method_rows.h"

#include <cmath>

namespace kamke {

namespace {

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
    std::fill(boxes.status.begin(), boxes.status.end(), Status::NotApplicable);
    std::fill(boxes.reasons.begin(), boxes.reasons.end(), reason);
    boxes.centre.setConstant(nan);
    boxes.radius.setConstant(nan);
}

// x*(centre) ± K·radius, K = (I − |A|ᴹ)⁻¹|B|.
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

// x*(centre) ± η·‖·‖ and y(centre) ± L·max radius (nemon (14)-(15)).
StateBoxes
lipschitzBoxes(const Certifier& certifier, const ColumnInput& input, const CertifyOptions& options) {
    CentreStates states = centreStates(certifier, input, options);
    if (!std::isfinite(certifier.lipschitz) || !std::isfinite(certifier.stateLipschitz)) {
        refuse(
            states.boxes,
            "μ_η(A) < 1 cannot be shown with rounding bounds, so that no Lipschitz constant is proved");
        return states.boxes;
    }
    const Vector& largest = input.radii.largest();
    const OutputBounds at = outputBounds(certifier, states.input, states.boxes);
    const Vector reach = roundedUp(certifier.lipschitz * largest);
    states.boxes.outputLower =
        (at.lower.rowwise() - reach.transpose()).unaryExpr([](double v) { return down(v); });
    states.boxes.outputUpper = roundedUp(at.upper.rowwise() + reach.transpose());
    const Vector eta = certifier.analysis().lipschitz.bestEta;
    const Vector stateReach = roundedUp(certifier.stateLipschitz * largest);
    states.boxes.radius = roundedUp(states.boxes.radius + roundedUp(eta * stateReach.transpose()));
    return states.boxes;
}

} // namespace

constinit const StateEnclosure entrywiseLipschitzStates{
    .boxes = entrywiseLipschitzBoxes,
    .inside = {&lipschitzStates},
    .gradient = entrywiseLipschitzGradient,
    .shares = &stateBoxRule,
    .stage = 1};
constinit const StateEnclosure lipschitzStates{.boxes = lipschitzBoxes, .shares = &lipschitzRule, .stage = 0};

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
        entrywiseLipschitz, "δ = y̲_i − max_{j≠i} ȳ_j, |Δy| ≤ (|C|K + |D|)|Δu|", "nemon (14)-(15), row by row",
        entrywiseLipschitzStates);
}

Certificate lipschitzCertificate() {
    return outputBoxCertificate(
        lipschitz, "δ = y_i − max_{j≠i} y_j − 2Lε",
        "nemon (19); mixed-monotone-contractive section 5, method 1", lipschitzStates);
}

} // namespace kamke
