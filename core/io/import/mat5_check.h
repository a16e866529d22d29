// Whether a MATLAB 5 file is whole.
#pragma once

#include "core/model/types.h"

#include <filesystem>
#include <string>
#include <vector>

namespace kamke {

/// A variable as the structure of the file describes it.
struct Mat5Variable {
    std::string name;
    unsigned type = 0; ///< its class by MATLAB's number: 6 double, 7 single, …
    std::vector<Index> shape;
};

/// The variables of the file, in their order, when its structure is sound from the first byte to the last:
/// every element lies within the one that holds it, packed ones unpack to their end and have the checksum
/// that zlib wrote, and an array has as many numbers as its extents say. The library that reads the values
/// reports none of this. The error is one sentence without the file's name.
Result<std::vector<Mat5Variable>> checkMat5(const std::filesystem::path& path);

} // namespace kamke
