// The attacks of a sweep: for every sample the ε from which it is broken.
#pragma once

#include "core/certify/certifier.h"
#include "core/sweep/plan.h"

namespace kamke {

/// Fills `attacked` and `attackSeconds` of a block whose verdicts are there. A witness within ε is one within
/// every larger ε, and what is proved is not attacked; between the two ε is halved, so that a sample is not
/// attacked at every ε: what was not found at the ε in the middle counts as not found below.
void attackBlock(
    const Certifier& certifier, const SweepPlan& plan, const Matrix& raw, SweepBlock& block,
    const Limits& limits);

} // namespace kamke
