// What comes out of training: a network file's contents.
#pragma once

#include "core/train/trainer.h"

namespace kamke {

/// The network at the parameters, in double, with its kind's condition kept by its rounded entries; with the
/// domain and shape of the inputs, the labels of the data, and in `training` how it was made: every option,
/// the command that makes it again, its condition with the value that the finished entries have, the history
/// of all `runs` (the first is this network's) and, when all epochs are finished, the accuracies, computed
/// anew in double.
Network finishedNetwork(
    const Parameters<float>& parameters, const Dataset& data, const Dataset* validation,
    const TrainOptions& options, std::span<const std::vector<TrainProgress>> runs);

} // namespace kamke
