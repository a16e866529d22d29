// One input box or ball of one sample, as the semidefinite models and the relational bounds see it.
#pragma once

#include "core/certify/state_boxes.h"
#include "core/sdp/relu_system.h"

namespace kamke {

/// Differences of logits are functionals of states and inputs: y_label − y_j = constant_j − (ξ_jᵀz + η_jᵀd).
struct SampleSystem {
    ReluSystem system;
    int label = -1; ///< −1: none, and then nothing is said of differences: ξ, η and both constants are empty
    Matrix xi;      ///< n×q: columns (C_j − C_label)ᵀ
    Matrix eta;     ///< r×q: (D_j − D_label)ᵀ in the coordinates d; zero without D
    Vector constant; ///< q: from below, with all that rounding may have taken from ξ, η and the constants
    Vector atCentre; ///< q: y_label − y_j at d = 0, as computed
    Vector radii;    ///< r: of the inputs, raw units
    /// Constant parts of the logits themselves, q, and what rounding may have taken from a logit and its
    /// functional (C_iᵀz + D_iᵀd): y_i is within outputError_i of output_i + C_iᵀz + D_iᵀd.
    Vector output, outputError;

    Functional functional(Index j) const { return {xi.col(j), eta.col(j)}; }
    /// y_label − y_j ≥ this when ξ_jᵀz + η_jᵀd ≤ bound.
    double difference(Index j, double bound) const;
    /// A lower bound of y_label − y_j at d = 0.
    double centreDifference(Index j) const;
};

/// Column k of `input`, with its states at the centre from monotonePoints(); whyNotSemialgebraic() has said
/// nothing, and points.ok(k). Limits that are reached cost it the mixed-monotone box, no more.
SampleSystem sampleSystem(
    const Certifier& certifier, const ColumnInput& input, const StateBoxes& points, Index k,
    const Limits& limits);

} // namespace kamke
