// The state of a training on disk (HDF5, format "kamke-checkpoint"), so that it can go on after any end.
#pragma once

#include "core/train/trainer.h"

namespace kamke {

/// Everything that the result of a training depends on, a line each: "rate 0.001". The data enter by a
/// fingerprint of the samples used.
std::string trainingIdentity(const TrainOptions& options, const Dataset& data);

/// Writes parameters, moments, generator and history; replaces the file only when everything has been
/// written.
Result<void>
writeCheckpoint(const std::filesystem::path& path, const std::string& identity, TrainState& state);

/// Sets `state` to that of the file. Refuses a file of another training with a sentence that says what
/// differs; `state` is unchanged then.
Result<void>
readCheckpoint(const std::filesystem::path& path, const std::string& identity, TrainState& state);

} // namespace kamke
