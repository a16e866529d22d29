// One input box or ball of one sample, as the semidefinite models and the relational bounds see it.
#pragma once

#include "core/certify/state_boxes.h"
#include "core/search/network_system.h"

namespace kamke {

/// Differences of logits are functionals of units and inputs: y_label − y_j = constant_j − (ξ_jᵀz + η_jᵀd).
struct SampleSystem {
    ReluSystem system;
    int label = -1; ///< −1: none, and then nothing is said of differences: ξ, η and both constants are empty
    Matrix xi;      ///< n×q: columns (C_j − C_label)ᵀ, of z instead of x in a leaky network
    Matrix eta;     ///< r×q: (D_j − D_label)ᵀ in the coordinates d, with what z leaves of x there
    Vector constant; ///< q: from below, with all that rounding may have taken from ξ, η and the constants
    Vector atCentre; ///< q: y_label − y_j at d = 0, as computed
    Vector radii;    ///< r: of the inputs, raw units
    /// The logits themselves as functionals, columns as those of ξ and η, n×q and r×q.
    Matrix outputXi, outputEta;
    /// Constant parts of the logits, q, and what rounding may have taken from a logit and its functional: y_i
    /// is within outputError_i of output_i + outputXi_iᵀz + outputEta_iᵀd.
    Vector output, outputError;
    /// Of a leaky network: how x depends on z.
    std::optional<NetworkStates> states{};

    Functional functional(Index j) const { return {xi.col(j), eta.col(j)}; }
    Functional outputFunctional(Index i) const { return {outputXi.col(i), outputEta.col(i)}; }
    /// Bounds of the states x from bounds of the pre-activations of the system that hold.
    Box stateBox(const Box& preActivations) const;
    /// y_label − y_j ≥ this when ξ_jᵀz + η_jᵀd ≤ bound.
    double difference(Index j, double bound) const;
    /// A lower bound of y_label − y_j at d = 0.
    double centreDifference(Index j) const;
};

/// Column k of `input`, with its states at the centre from monotonePoints(); whyNotRelational() has said
/// nothing, and points.ok(k). Limits that are reached cost it the mixed-monotone box, no more.
SampleSystem sampleSystem(
    const Certifier& certifier, const ColumnInput& input, const StateBoxes& points, Index k,
    const Limits& limits);

} // namespace kamke
