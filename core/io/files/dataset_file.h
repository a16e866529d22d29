// Data sets: HDF5 (formats.md) and IDX, plain or gzip.
#pragma once

#include "core/model/dataset.h"

#include <filesystem>
#include <vector>

namespace kamke {

/// Reads an HDF5 data set, or an IDX images file with its labels file: `labels` when given, else the file
/// beside it whose name has `images-idx3` replaced by `labels-idx1` (with or without .gz). The kind is told
/// by the contents, not by the name. Errors name the file, what was found and what was expected.
Result<Dataset> readDataset(const std::filesystem::path& path, const std::filesystem::path& labels = {});

/// The files that readDataset() takes the data set from, as far as they exist.
std::vector<std::filesystem::path>
filesOfDataset(const std::filesystem::path& path, const std::filesystem::path& labels = {});

} // namespace kamke
