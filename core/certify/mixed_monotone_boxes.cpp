// Mixed-monotone boxes, the embedding with the Metzler part, and the certificates that read them.
#include "core/certify/certificates.h"
#include "core/certify/method_rows.h"

namespace kamke {

namespace {

std::optional<std::string> whyNotMixedMonotone(const NetworkAnalysis& analysis, const Box&) {
    if (analysis.contracting())
        return std::nullopt;
    return "the mixed-monotone box needs weights with μ_η(A) < 1, and " + analysis.whyNotContracting();
}

} // namespace

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

constinit const Method mixedMonotone{
    .id = "mm",
    .name = "mixed monotone",
    .label = "MM",
    .formula = "x̲ = Φ(⌈A⌉x̲ + ⌊A⌋x̄ + [B]⁺u̲ + [B]⁻ū + b), x̄ likewise",
    .citation = "mixed-monotone-contractive (4)-(5), Thm 1",
    .explanation = "The box of the embedded network that treats each unit's own feedback exactly (Metzler "
                   "part); it exists "
                   "whenever some weights give μ_η(A) < 1.",
    .colour = 0x0072B2,
    .darkColour = 0x56A8E0,
    .line = LineStyle::Solid,
    .key = 2,
    .whyNot = whyNotMixedMonotone,
    .states = &mixedMonotoneStates,
};

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
        "mixed-monotone-contractive (4)-(5), section 5, method 3");
}

} // namespace kamke
