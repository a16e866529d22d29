// Outputs of a network that may have several states for one input.
#pragma once

#include "core/model/analysis.h"
#include "core/solve/iteration.h"

#include <cstdint>

namespace kamke {

/// q×k: the outputs of the different states x = Φ(Ax + w) that damped iterations from scattered starts end
/// in, for one raw input. A picture of what can happen where no condition shows that x is unique: there may
/// be others, and unstable ones are not found. The same for the same seed; 0×0 for more
/// than 200 units, where nothing is tried.
Matrix foundOutputs(
    const NetworkAnalysis& analysis, const Vector& rawInput, std::uint64_t seed, const Limits& limits = {});

} // namespace kamke
