// The decisions of a block of a sweep: robust, broken or unknown, from one ε to the next.
#pragma once

#include "core/certify/certifier.h"
#include "core/sweep/plan.h"

#include <optional>
#include <span>

namespace kamke {

/// Decides samples at every ε of the plan, each sample at the middle one of those that are open, until none
/// is: with PlannedDecisions::monotone an answer is one for all smaller or all larger ε. The order makes no
/// search easier, but fewer of them are needed. Goes on from `known`; what was unknown there is tried again
/// when it may take more seconds by now. When the limits are reached, what was decided by then is given, and
/// nothing when that is no more than was known.
std::optional<SweepBlock> decideBlock(
    const Certifier& certifier, const SweepPlan& plan, const Matrix& raw, std::span<const int> labels,
    Index first, const std::optional<SweepBlock>& known, const Limits& limits, int threads);

/// Whether a run of this plan would go on with the block: something is not decided yet, or was left unknown
/// with fewer seconds. Blocks of other sweeps are not.
bool isOpen(const SweepBlock& block, const SweepPlan& plan);

/// What two runs of one plan have found out about the same samples; nothing when one has proved what the
/// other has broken, or when they are not about the same samples.
std::optional<SweepBlock> joined(SweepBlock one, const SweepBlock& other);

} // namespace kamke
