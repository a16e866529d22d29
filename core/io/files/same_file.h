// Tells files apart by what they are, not by their names.
#pragma once

#include <filesystem>

namespace kamke {

/// The file that `path` stands for, behind all symbolic links, also where the last of them leads to nothing
/// yet. Absolute; `path` itself where the file system does not tell.
std::filesystem::path resolved(const std::filesystem::path& path);

/// Whether two names stand for one file: the same file on the same device, or, while there is none, the same
/// place. Two names of nothing (empty) are not the same file.
bool isSameFile(const std::filesystem::path& one, const std::filesystem::path& other);

} // namespace kamke
