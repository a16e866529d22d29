// A look at the first bytes of an HDF5 file before the library sees it.
#pragma once

#include "model/types.h"

#include <filesystem>

namespace kamke {

/// Checks that `path` is a regular file that can be read, carries the HDF5 signature and is as long as its
/// superblock says (HDF5 file format specification, section II.A). The error does not name the file.
Result<void> checkSuperblock(const std::filesystem::path& path);

} // namespace kamke
