// Every margin of a block: samples × ε × certificates.
#pragma once

#include "core/certify/column_input.h"
#include "core/sweep/plan.h"

namespace kamke {

/// Fills `margins`, `certified` and `seconds` of a block whose predictions are there, from the smallest ε
/// upward: each box starts from that of the ε before, and what has no box there has none at a larger one.
void computeMargins(
    const Certifier& certifier, const SweepPlan& plan, const BallInputs& inputs, SweepBlock& block,
    const CertifyOptions& options);

} // namespace kamke
