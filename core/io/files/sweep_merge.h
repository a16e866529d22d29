// Puts the parts of one sweep together.
#pragma once

#include "core/model/types.h"

#include <filesystem>
#include <span>

namespace kamke {

/// Writes the blocks of all parts into the sweep file `out`, which is made or gone on with. The result equals
/// the file of one process that computed all these blocks; of decisions that two parts have, it gets those
/// that know more. Parts of different sweeps, damaged ones, and two that hold different results for the same
/// samples (of decisions, a proof here and a witness there) are refused; the error names the file.
Result<void> mergeSweepFiles(const std::filesystem::path& out, std::span<const std::filesystem::path> parts);

} // namespace kamke
