// Interval bound propagation at the fixed point: its boxes, and the certificates that read them.
#include "core/certify/certificates.h"
#include "core/certify/method_rows.h"
#include "core/solve/columns.h"

#include <cmath>

namespace kamke {

namespace {

std::optional<std::string> whyNotIntervals(const NetworkAnalysis& analysis, const Box&) {
    if (analysis.wellPosed())
        return std::nullopt;
    return "a fixed interval box encloses the outputs only where x is unique, and no condition for that "
           "holds: " +
           analysis.whyNotContracting();
}

StateBoxes
intervalBoxes(const Certifier& certifier, const ColumnInput& input, const CertifyOptions& options) {
    // From the nominal point the box grows monotonically to the least fixed box, if there is one; so it does
    // from the fixed box of a smaller input box.
    const Index n = certifier.network().n(), count = input.count();
    if (input.start)
        return embeddedBoxes(certifier, Embedding::Interval, input, input.start, options);
    ColumnStates nominal;
    if (input.atCentres)
        nominal = {input.atCentres->centre, input.atCentres->status, input.atCentres->reasons};
    else
        nominal = solveColumns(certifier.analysis(), input.wCentre, Matrix::Zero(n, count), options.limits);
    const Matrix start = nominal.x.unaryExpr([](double v) { return std::isfinite(v) ? v : 0.0; });
    StateBoxes boxes = embeddedBoxes(
        certifier, Embedding::Interval, input, StateStart{start, Matrix::Zero(n, count)}, options);
    for (std::size_t j = 0; j < boxes.status.size(); ++j)
        if (nominal.status[j] != Status::Ok)
            boxes.fail(
                static_cast<Index>(j), nominal.status[j],
                "the centre of the input box has no fixed point to start from: " + nominal.reasons[j]);
    return boxes;
}

} // namespace

/// x̲ = Φ([A]⁺x̲ + [A]⁻x̄ + [B]⁺u̲ + [B]⁻ū + b), x̄ likewise (mixed-monotone-contractive (12)-(13) with 1_r for
/// 1_m; ibp-mondeq (3.3)). Exists and is unique when ρ(|A|) < 1; elsewhere it may diverge, and says so. Where
/// |A|ᴹη < η it passes the same proof as the mixed-monotone box, which it contains.
constinit const StateEnclosure intervalStates{
    .boxes = intervalBoxes,
    .embedding = Embedding::Interval,
    .gradient = intervalGradient,
    .shares = &stateBoxRule};

constinit const Method intervalBoundPropagation{
    .id = "ibp",
    .name = "interval bound propagation",
    .label = "IBP",
    .formula = "x̲ = Φ([A]⁺x̲ + [A]⁻x̄ + [B]⁺u̲ + [B]⁻ū + b), x̄ likewise",
    .citation = "mixed-monotone-contractive (12)-(13), ibp-mondeq (3.3)",
    .explanation = "Interval arithmetic through the fixed-point equation; it converges when ρ(|A|) < 1 and "
                   "may diverge otherwise.",
    .colour = 0x009E73,
    .darkColour = 0x3CC99B,
    .line = LineStyle::Dotted,
    .key = 4,
    .whyNot = whyNotIntervals,
    .states = &intervalStates,
};

Certificate intervalRelativeCertificate() {
    return {
        .id = "ibpc",
        .name = "interval bound propagation, relative classifier",
        .label = "IBP-C",
        .formula = "δ = min_j z̲_j over the fixed interval box",
        .citation = "mixed-monotone-contractive (7)-(9) with the box of (12)",
        .explanation =
            "The relative classifier over the state box of interval bound propagation, where there is one.",
        .colour = 0x00694C,
        .darkColour = 0x7FE3C1,
        .line = LineStyle::Dotted,
        .method = &intervalBoundPropagation,
        .states = &intervalStates,
        .relative = true};
}

Certificate intervalCertificate() {
    return outputBoxCertificate(
        intervalBoundPropagation, "δ = y̲_i − max_{j≠i} ȳ_j over the fixed interval box",
        "mixed-monotone-contractive (12)-(13), section 5, method 2");
}

} // namespace kamke
