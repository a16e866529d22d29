// What a network's provenance keeps of the course of its training.
#pragma once

#include "core/train/train.h"

#include <span>

namespace kamke {

/// Adds to `training` the arrays history_loss, history_accuracy and history_validation (where there was a
/// validation set) with one entry per epoch. For more than one run they are means over the runs, and
/// history_loss_std … hold the standard deviations (of the runs at hand: divided by their number). Only runs
/// as long as the first count; `runs` is their number.
void addHistory(
    std::map<std::string, AttributeValue>& training, std::span<const std::vector<TrainProgress>> runs);

} // namespace kamke
