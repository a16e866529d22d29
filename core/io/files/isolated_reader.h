// Reads a file in a process of its own.
#pragma once

#include "core/model/types.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace kamke {

/// What to read, for errors.
struct IsolatedReading {
    std::string what;            ///< "a network file (HDF5)"
    std::string content;         ///< "a network"
    std::uint64_t bytes = 0;     ///< that will be read, where it may be more than the file has (default: not)
    std::string format = "HDF5"; ///< of the file; another one is only looked at by `read`
};

/// Runs `read`, which opens the file with the library of its format and gives what it holds as bytes, in a
/// child with limits on time and memory. Several known faults of such libraries let a damaged file crash or
/// hang its reader; nobody should lose a window full of work to such a file. It takes a few milliseconds. The
/// error does not name the file.
Result<std::string> readIsolated(
    const std::filesystem::path& path, const IsolatedReading& reading,
    const std::function<Result<std::string>()>& read);

/// The error when the bytes are not those of what was to be read.
tl::unexpected<Error> nonsense(const std::string& format = "HDF5");

} // namespace kamke
