// The structure of a sweep file: which sweep it is of, and where its data lie.
#pragma once

#include "core/io/files/sweep_columns.h"

#include <filesystem>

namespace kamke {

/// A sweep file is HDF5 with everything in one piece each and in its place from the beginning: attributes
/// `format` = "kamke-sweep", `version` 1, `network`, `data`, `block`, `l2`, `clip`, `margins`, `float32`,
/// `margin_accuracy`; data sets `eps` (E), `label`, `prediction`, `index` (N), `certified/METHOD` and
/// `attacked/KIND` (int8, E×N, the values of Certified and Attacked), with margins `margins/METHOD` (float64,
/// E×N), `done` (uint8, one per block) and `check` (uint64, one per block: XXH3 of the block's data). Steps,
/// restarts, rate, loss, seed and first of an attack are attributes of its data set. A sweep of decisions has
/// the attribute `node_limit` and, E×N, `verdict/decided` (int8, Decision), `bound` (float64), `nodes`
/// (int64), `seconds` (float64), `stage` (int8, DecisionStage, with their names as the attribute `names`) and
/// `limit` (float64), which group `verdict` links to as well: SweepDecisions. No times of day, so that equal
/// sweeps make equal files but for `seconds` and `check`. The structure never changes again: blocks are
/// written in their place without the HDF5 library, and a process that is killed leaves a sound file behind
/// at any moment.
struct SweepLayout {
    SweepHeader header;
    /// Bytes from the start of the file.
    std::uint64_t label = 0, prediction = 0, index = 0, done = 0, check = 0;
    std::vector<std::uint64_t> columns; ///< as columnsOf(header)
};

/// What `done` says of a block: 0 nothing is there, or one of these.
inline constexpr char blockDone = 1, blockBegun = 2; ///< begun: decisions, some of which are missing

/// How sentences name what was expected.
inline constexpr const char* aSweepFile = "a sweep file (HDF5)";

/// Makes a file with no block done, unless something stands at `path` already. The error names the file.
Result<void> createSweepFile(const std::filesystem::path& path, const SweepHeader& header);

/// Reads and checks the structure in a process of its own. The error does not name the file.
Result<SweepLayout> readSweepLayout(const std::filesystem::path& path);

} // namespace kamke
