// The certificate of semidefinite Lipschitz constants, one table for a network.
#include "core/certify/certificates.h"
#include "core/certify/method_rows.h"
#include "core/model/rounding.h"

namespace kamke {

namespace {

// x*(centre), y(centre) and the differences of logits there, each ± a constant of Certifier::lipschitzTable()
// times the radius of the inputs.
StateBoxes
lipschitzTableBoxes(const Certifier& certifier, const ColumnInput& input, const CertifyOptions& options) {
    const ColumnInput centres = input.centres();
    StateBoxes boxes = monotonePoints(certifier, centres, options);
    LipschitzOptions tables;
    tables.threads = options.threads;
    tables.limits = options.limits;
    const auto table = certifier.lipschitzTable(input.isBall() ? BallNorm::L2 : BallNorm::Linf, tables);
    if (!table) {
        for (Index k = 0; k < input.count(); ++k)
            boxes.fail(k, Status::Cancelled, "stopped before it was finished");
        return boxes;
    }
    const Vector& radii = input.isBall() ? input.euclidean : input.radii.largest();
    const OutputBounds at = outputBounds(certifier, centres, boxes);
    const Vector outputs = roundedUp(table->output * radii);
    boxes.outputLower = roundedDown(at.lower.rowwise() - outputs.transpose());
    boxes.outputUpper = roundedUp(at.upper.rowwise() + outputs.transpose());
    boxes.differences = relativeBounds(certifier, centres, boxes);
    for (Index k = 0; k < input.count(); ++k) {
        const Index label = input.labels[static_cast<std::size_t>(k)];
        boxes.differences.col(k) =
            roundedDown(boxes.differences.col(k) - roundedUp(table->pairs.col(label) * radii(k)));
        if (boxes.ok(k))
            boxes.differences(label, k) = 0;
    }
    boxes.radius = roundedUp(boxes.radius.rowwise() + Vector(roundedUp(table->state * radii)).transpose());
    return boxes;
}

constexpr StateEnclosure lipschitzTableStates{
    .boxes = lipschitzTableBoxes, .shares = &monotoneLipschitzRule, .readsLipschitzTable = true};

} // namespace

Certificate lipschitzTableCertificate() {
    return {
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
        .method = &semidefinite,
        .states = &lipschitzTableStates,
        .relative = true,
        .cost = Cost::Search};
}

} // namespace kamke
