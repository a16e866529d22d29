// The random network that a training started from.
#pragma once

#include "train/train.h"

namespace kamke {

/// The network that training with these options starts from, for inputs of r values and q classes: its kind's
/// random parameters of the seed, its condition kept. `name`, `input` and provenance are empty.
Network initialNetwork(const TrainOptions& options, Index r, Index q);

/// What the provenance of a trained network says about how it began, enough for initialNetwork(); nothing
/// where it names no kind that is known here, or numbers that do not fit the network's sizes.
std::optional<TrainOptions> initialOptions(const Network& trained);

/// The random network that `trained` started from, with its normalisation and domain.
std::optional<Network> initialNetwork(const Network& trained);

} // namespace kamke
