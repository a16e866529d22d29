// A look at the first bytes of a file before a library sees it.
#pragma once

#include "core/model/types.h"

#include <filesystem>
#include <string>

namespace kamke {

/// Checks that `path` is a regular file with content that can be read. `what` completes "expected …"; the
/// error does not name the file.
Result<void> checkRegularFile(const std::filesystem::path& path, const std::string& what);

/// Checks besides that it carries the HDF5 signature and is as long as its superblock says (HDF5 file format
/// specification, section II.A).
Result<void> checkSuperblock(const std::filesystem::path& path, const std::string& what);

/// Whether the HDF5 signature stands where it may stand. False for what is not a regular file.
bool hasHdf5Signature(const std::filesystem::path& path);

} // namespace kamke
