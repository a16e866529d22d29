#include "core/certify/certificates.h"

#include "core/certify/semialgebraic_boxes.h"
#include "core/reach/ellipsoid.h"
#include "core/reach/ibp.h"
#include "core/reach/lipschitz.h"
#include "core/reach/lipschitz_l2.h"
#include "core/reach/mixed_monotone.h"
#include "core/reach/relational.h"

#include <algorithm>
#include <array>

namespace kamke {

namespace {

// The certificate that reads its margin from the output box of a reach method: δ = y̲_label − max ȳ_j.
Certificate ofOutputBox(
    const Method& method, std::string_view formula, std::string_view citation,
    StateBoxes (*boxes)(const Certifier&, const ColumnInput&, const CertifyOptions&)) {
    return {
        .id = method.id,
        .name = method.name,
        .label = method.label,
        .formula = formula,
        .citation = citation,
        .explanation = method.explanation,
        .colour = method.colour,
        .darkColour = method.darkColour,
        .line = method.line,
        .method = &method,
        .fromStates = boxes != lipschitzBoxes,
        .relative = false,
        .boxes = boxes};
}

// A certificate whose differences of logits are bounded as functionals of states and inputs.
Certificate ofFunctionals(
    const Method& method, std::string_view formula, std::string_view explanation,
    StateBoxes (*boxes)(const Certifier&, const ColumnInput&, const CertifyOptions&)) {
    return {
        .id = method.id,
        .name = method.name,
        .label = method.label,
        .formula = formula,
        .citation = method.citation,
        .explanation = explanation,
        .colour = method.colour,
        .darkColour = method.darkColour,
        .line = method.line,
        .method = &method,
        .fromStates = false,
        .relative = true,
        .boxes = boxes,
        .cost = method.cost};
}

// The one list: a new certificate is one entry here.
const std::array list{
    Certificate{
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
        .fromStates = true,
        .relative = true,
        .boxes = mixedMonotoneBoxes},
    ofOutputBox(
        mixedMonotone, "δ = y̲_i − max_{j≠i} ȳ_j over the mixed-monotone box",
        "mixed-monotone-contractive (4)-(5), section 5, method 3", mixedMonotoneBoxes),
    Certificate{
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
        .fromStates = true,
        .relative = true,
        .boxes = entrywiseLipschitzBoxes},
    ofOutputBox(
        entrywiseLipschitz, "δ = y̲_i − max_{j≠i} ȳ_j, |Δy| ≤ (|C|K + |D|)|Δu|", "nemon (14)-(15), row by row",
        entrywiseLipschitzBoxes),
    Certificate{
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
        .fromStates = true,
        .relative = true,
        .boxes = intervalBoxes},
    ofOutputBox(
        intervalBoundPropagation, "δ = y̲_i − max_{j≠i} ȳ_j over the fixed interval box",
        "mixed-monotone-contractive (12)-(13), section 5, method 2", intervalBoxes),
    ofOutputBox(
        lipschitz, "δ = y_i − max_{j≠i} y_j − 2Lε",
        "nemon (19); mixed-monotone-contractive section 5, method 1", lipschitzBoxes),
    Certificate{
        .id = lipschitzL2.id,
        .name = lipschitzL2.name,
        .label = lipschitzL2.label,
        .formula = "δ = min_j (y_i − y_j)(u_c) − ‖(TC)_j‖_2‖BΔu‖_2/m − (|TD||Δu|)_j",
        .citation = "ibp-mondeq Prop. 2.1; mixed-monotone-contractive (7)",
        .explanation = "Bounds the differences of logits of a monotone operator network by its l₂ Lipschitz "
                       "bound, direction by direction.",
        .colour = lipschitzL2.colour,
        .darkColour = lipschitzL2.darkColour,
        .line = lipschitzL2.line,
        .method = &lipschitzL2,
        .fromStates = false,
        .relative = true,
        .boxes = lipschitzL2Boxes},
    ofFunctionals(
        relational, "δ = min_j min_ν of y_i − y_j − ν(Ax + Bu + b − a), each pre-activation at its worst",
        "Bounds the differences of logits through the equation of the states, by lines above and below every "
        "ReLU.",
        relationalBoxes),
    ofFunctionals(
        semidefinite,
        "δ = min_j −max (C_j − C_i)x over x ≥ a, x ≥ 0, x(x − a) = 0, |d| ≤ 1 as moments of degree 2",
        "Bounds each difference of logits that cheaper bounds leave open by a semidefinite program, checked "
        "by one "
        "Cholesky factorisation.",
        semidefiniteBoxes),
    Certificate{
        .id = "lipschitz-sdp",
        .name = "semidefinite Lipschitz constants",
        .label = "Lipschitz SDP",
        .formula = "δ = min_j (y_i − y_j)(u_c) − L_ij‖Δu‖",
        .citation = "semialgebraic-mondeq (LipMON), Lipschitz Model, pair by pair",
        .explanation =
            "Lipschitz constants of the differences of logits from a semidefinite program over two "
            "inputs: solved once for a network, instant for every sample.",
        .colour = 0x8C6D31,
        .darkColour = 0xD2B26B,
        .line = LineStyle::Dashed,
        .method = &relational,
        .fromStates = false,
        .relative = true,
        .boxes = lipschitzTableBoxes,
        .cost = Cost::Search},
    Certificate{
        .id = outputEllipsoid.id,
        .name = outputEllipsoid.name,
        .label = outputEllipsoid.label,
        .formula = "δ = min_j (y_i − y_j)(centre) − ρ‖L⁻¹(e_i − e_j)‖_2, ‖Lᵀ(y − centre)‖_2 ≤ ρ",
        .citation = outputEllipsoid.citation,
        .explanation =
            "A small ellipsoid that holds the logits of all inputs together, from semidefinite programs; "
            "its projections can be drawn.",
        .colour = outputEllipsoid.colour,
        .darkColour = outputEllipsoid.darkColour,
        .line = outputEllipsoid.line,
        .method = &outputEllipsoid,
        .fromStates = false,
        .relative = true,
        .boxes = ellipsoidBoxes,
        .cost = outputEllipsoid.cost},
};

} // namespace

bool Certificate::isTighterThan(const Certificate& other) const {
    const auto inside = [](auto tight, auto loose) {
        const bool weighted =
            loose == entrywiseLipschitzBoxes || loose == intervalBoxes || loose == lipschitzBoxes;
        return tight == loose || (tight == mixedMonotoneBoxes && weighted) ||
               (tight == entrywiseLipschitzBoxes && loose == lipschitzBoxes) ||
               (tight == semidefiniteBoxes && loose == relationalBoxes);
    };
    return this != &other && inside(boxes, other.boxes) && (relative || !other.relative);
}

std::optional<std::string> Certificate::whyNot(const NetworkAnalysis& analysis) const {
    // The condition is one of the network: any box will do.
    return method->whyNot(analysis, Box::point(Vector::Zero(analysis.network().r())));
}

std::span<const Certificate> certificates() {
    return list;
}

std::span<const Certificate> quickCertificates() {
    const auto last = std::find_if(
        list.begin(), list.end(), [](const Certificate& one) { return one.cost == Cost::Search; });
    return {list.begin(), last};
}

const Certificate* findCertificate(std::string_view id) {
    const auto found =
        std::find_if(list.begin(), list.end(), [&](const Certificate& one) { return one.id == id; });
    return found == list.end() ? nullptr : &*found;
}

std::string certificateIds() {
    std::string ids;
    for (const Certificate& one : list)
        ids += (ids.empty() ? "" : ", ") + std::string(one.id);
    return ids;
}

} // namespace kamke
