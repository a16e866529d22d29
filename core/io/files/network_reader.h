// Turns an open HDF5 file into a network.
#pragma once

#include "core/io/hdf5/hdf5_handle.h"
#include "core/model/network.h"

#include <filesystem>

namespace kamke {

/// How sentences name what was expected.
inline constexpr const char* aNetworkFile = "a network file (HDF5)";

/// Reads the network of an open file. The error names object, found and expected, but not the file.
Result<Network> networkIn(hid_t file);

/// Opens and reads in this process. The error does not name the file. A damaged file can crash the HDF5
/// library, which is why readNetwork() calls this in a child process.
Result<Network> readNetworkHere(const std::filesystem::path& path);

} // namespace kamke
