// What all HDF5 files of ours have in common: how they are opened, and the attributes `format` and `version`.
#pragma once

#include "core/io/files/file_format.h"
#include "core/io/hdf5/hdf5_handle.h"
#include "core/model/types.h"

#include <filesystem>

namespace kamke {

/// Opens a file without ever loading code for its filters. The error does not name the file.
Result<hdf5::Handle> openForReading(const std::filesystem::path& path);

/// Checks that attribute `format` is the one expected and `version` is 1.
Result<void> checkFormat(hid_t file, FileFormat format);
/// Writes both; false when the library refuses.
bool putFormat(hid_t file, FileFormat format);

} // namespace kamke
