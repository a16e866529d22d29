// The random network that a training started from.
#pragma once

#include "core/train/train.h"

namespace kamke {

/// The network that training with these options starts from, for inputs of r values and q classes: its kind's
/// random parameters of the seed, its condition kept. `name`, `input` and provenance are empty.
Network initialNetwork(const TrainOptions& options, Index r, Index q);

} // namespace kamke
