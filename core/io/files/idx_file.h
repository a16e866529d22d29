// IDX files, the format in which MNIST is distributed: two zero bytes, a type, a rank, the extents as
// big-endian 32-bit numbers, and the entries row by row.
#pragma once

#include "core/model/types.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace kamke {

/// The bytes of an IDX file.
struct IdxArray {
    std::vector<Index> shape;
    std::vector<std::uint8_t> values; ///< row by row
};

/// Reads an IDX file of unsigned bytes with a rank in [1, 3], plain or packed with gzip, which is told by its
/// first bytes. `what` completes "expected …". The error does not name the file.
Result<IdxArray> readIdx(const std::filesystem::path& path, const std::string& what);

} // namespace kamke
