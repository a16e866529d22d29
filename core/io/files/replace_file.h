// Writes HDF5 files whole or not at all.
#pragma once

#include "core/io/hdf5/hdf5_handle.h"
#include "core/model/types.h"

#include <filesystem>
#include <functional>

namespace kamke {

/// Creates an HDF5 file beside `path`, lets `put` fill it (false: the library refused), and puts it in the
/// place of `path` once everything is on disk; before that, what was there stays unchanged. The error names
/// the file. Takes the lock of the library.
Result<void> replaceHdf5File(const std::filesystem::path& path, const std::function<bool(hid_t)>& put);

/// The same where nothing stands yet. When there is something at `path` by the time that the new file is
/// whole, it stays, and the new file is given up without an error.
Result<void> createHdf5File(const std::filesystem::path& path, const std::function<bool(hid_t)>& put);

} // namespace kamke
