// Lipschitz tables beside their networks: multipliers, from which every constant is proved again.
#pragma once

#include "core/sdp/lipschitz_table.h"

#include <filesystem>
#include <optional>
#include <string>

namespace kamke {

/// digits.h5 → digits.lipschitz-l2.h5 or digits.lipschitz-linf.h5, in the same folder.
std::filesystem::path lipschitzFileBeside(const std::filesystem::path& network, BallNorm norm);

/// Why what stands at `path` is no such file, of whatever network; nothing when it is one or nothing is
/// there. Names the file.
std::optional<std::string> whyNoLipschitzFile(const std::filesystem::path& path);

/// `format` = "kamke-lipschitz", `version` 1, attributes `norm` (l2, linf) and `output`, `state`; data sets
/// `lambda` (F×r), `t` (F×n): the multipliers of the F functionals of lipschitzFunctionals(), a row without a
/// proof is zero; `pairs` (q×q) for other readers. Replaces what was there, whole or not at all.
Result<void> writeLipschitzTable(const std::filesystem::path& path, const LipschitzTable& table);

/// The table of the network that the file's multipliers prove. A file of another network proves nothing of
/// this one and is an error, as are other shapes. The error names the file.
Result<LipschitzTable>
readLipschitzTable(const std::filesystem::path& path, const NetworkAnalysis& analysis, BallNorm norm);

} // namespace kamke
