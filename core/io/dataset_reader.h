// Turns an open HDF5 file into a data set.
#pragma once

#include "io/hdf5_handle.h"
#include "model/dataset.h"

#include <filesystem>

namespace kamke {

/// How sentences name what was expected.
inline constexpr const char* aDataSet = "a data set (HDF5 or IDX)";

/// Reads the data set of an open file. The error names object, found and expected, but not the file.
Result<Dataset> datasetIn(hid_t file);

/// Opens and reads in this process. The error does not name the file. A file made to harm can crash the HDF5
/// library, which is why readDataset() calls this in a process of its own.
Result<Dataset> readDatasetHere(const std::filesystem::path& path);

} // namespace kamke
