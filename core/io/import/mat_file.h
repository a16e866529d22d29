// The two kinds of MATLAB files that are read.
#pragma once

#include "core/io/import/parsed_file.h"

#include <filesystem>

namespace kamke {

/// Version 5 (also -v6 and -v7 of MATLAB's save). The error does not name the file.
Result<ParsedFile> parseMat5(const std::filesystem::path& path);
/// Version 7.3, which is HDF5, read with the care of Kamke's own HDF5 files.
Result<ParsedFile> parseMat73(const std::filesystem::path& path);

} // namespace kamke
