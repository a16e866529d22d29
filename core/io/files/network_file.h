// Network files (HDF5, format "kamke-network" version 1).
#pragma once

#include "core/model/network.h"

#include <filesystem>

namespace kamke {

/// Reads a network file as formats.md says. The error is one sentence that names the file, the object, what
/// was found and what was expected. Never throws, never crashes on any content.
Result<Network> readNetwork(const std::filesystem::path& path);

/// Writes all of `network` (which must pass validationError); replaces the file only when everything has been
/// written.
Result<void> writeNetwork(const Network& network, const std::filesystem::path& path);

} // namespace kamke
