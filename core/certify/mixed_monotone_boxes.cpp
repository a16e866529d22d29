// Certificates of the mixed-monotone state box.
#include "core/certify/certificates.h"
#include "core/reach/method_rows.h"

namespace kamke {

StateBoxes
mixedMonotoneBoxes(const Certifier& certifier, const ColumnInput& input, const CertifyOptions& options) {
    return embeddedBoxes(certifier, Embedding::MixedMonotone, input, input.start, options);
}

// Inside the other three by mixed-monotone-contractive section 5.
constinit const StateEnclosure mixedMonotoneStates{
    .boxes = mixedMonotoneBoxes,
    .embedding = Embedding::MixedMonotone,
    .inside = {&entrywiseLipschitzStates, &intervalStates},
    .gradient = mixedMonotoneGradient,
    .shares = &stateBoxRule};

Certificate mixedMonotoneRelativeCertificate() {
    return {
        .id = "mmc",
        .name = "mixed monotone, relative classifier",
        .label = "MM-C",
        .formula = "δ = min_j z̲_j, z̲ = [TC]⁺x̲ + [TC]⁻x̄ + [TD]⁺u̲ + [TD]⁻ū + Tc",
        .citation = "mixed-monotone-contractive (7)-(9), section 5, method 3",
        .explanation = "Bounds the differences of logits over the mixed-monotone state box, instead of the "
                       "difference of their bounds.",
        .colour = 0x56B4E9,
        .darkColour = 0x8CCFF4,
        .line = LineStyle::Solid,
        .method = &mixedMonotone,
        .states = &mixedMonotoneStates,
        .relative = true};
}

Certificate mixedMonotoneCertificate() {
    return outputBoxCertificate(
        mixedMonotone, "δ = y̲_i − max_{j≠i} ȳ_j over the mixed-monotone box",
        "mixed-monotone-contractive (4)-(5), section 5, method 3", mixedMonotoneStates);
}

} // namespace kamke
