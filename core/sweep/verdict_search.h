// Verdicts without margins: for every sample and certificate the ε at which it stops certifying.
#pragma once

#include "core/certify/column_input.h"
#include "core/sweep/plan.h"

namespace kamke {

/// Fills `certified` and `seconds` of a block whose predictions are there. Certificates go from cheap to
/// dear; each looks only at the ε between those where looser ones certify already and those where tighter
/// ones do not any more, halves them, and leaves an iteration at the first iterate that proves its claim, or
/// shows that the limit cannot prove it.
void searchVerdicts(
    const Certifier& certifier, const SweepPlan& plan, const BallInputs& inputs, SweepBlock& block,
    const CertifyOptions& options);

} // namespace kamke
