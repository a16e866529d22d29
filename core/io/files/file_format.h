// What an HDF5 file of ours holds, as its attribute `format` says.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace kamke {

enum class FileFormat { Network, Dataset, Sweep, Checkpoint, Lipschitz, Verdicts };
std::string_view formatName(FileFormat format); ///< kamke-network

/// The format of a file; nothing when it is none of these or cannot be read. Never throws, never crashes
/// on any content.
std::optional<FileFormat> fileFormatOf(const std::filesystem::path& path);

} // namespace kamke
