// Reads a file in a process of its own.
#pragma once

#include "core/io/files/byte_coder.h"
#include "core/model/try.h"
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

/// The error when the bytes are not those of what was to be read.
tl::unexpected<Error> nonsense(const std::string& format = "HDF5");

/// readIsolated() for what is bytes already.
Result<std::string> readBytesIsolated(
    const std::filesystem::path& path, const IsolatedReading& reading,
    const std::function<Result<std::string>()>& read);

/// Runs `read`, which opens the file with the library of its format, in a child with limits on time and
/// memory, and takes over what it found. Several known faults of such libraries let a damaged file crash or
/// hang its reader, or write into memory that is not theirs without anybody noticing; nobody should lose a
/// window full of work to such a file. So this process does not open the file itself: what a child's memory
/// has suffered stays there, and what it sends is checked. Only DatasetStream, whose inputs are too many to
/// be sent, opens its file here, after a child has read all of it. Takes a few milliseconds. The error does
/// not name the file.
template<class Read>
auto readIsolated(const std::filesystem::path& path, const IsolatedReading& reading, const Read& read)
    -> decltype(read()) {
    using T = typename decltype(read())::value_type;
    KAMKE_TRY(const auto bytes, readBytesIsolated(path, reading, [&] {
                  return read().map([](const T& value) { return toBytes(value); });
              }));
    auto value = fromBytes<T>(bytes);
    if (!value)
        return nonsense(reading.format);
    return std::move(*value);
}

} // namespace kamke
