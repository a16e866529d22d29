// What all HDF5 files of formats.md have in common: how they are opened, and the attributes format and
// version.
#pragma once

#include "core/io/hdf5/hdf5_handle.h"
#include "core/model/types.h"

#include <filesystem>
#include <string>

namespace kamke {

/// Opens a file without ever loading code for its filters. The error does not name the file.
Result<hdf5::Handle> openForReading(const std::filesystem::path& path);

/// Checks that attribute `format` is the one expected ("kamke-network") and `version` is 1.
Result<void> checkFormat(hid_t file, const std::string& format);

} // namespace kamke
