// Turns an open HDF5 file into a data set.
#pragma once

#include "core/io/files/dataset_outline.h"
#include "core/io/hdf5/hdf5_handle.h"
#include "core/model/dataset.h"

#include <filesystem>
#include <string>

namespace kamke {

/// How sentences name what was expected.
inline constexpr const char* aDataSet = "a data set (HDF5 or IDX)";

/// Reads the data set of an open file. The error names object, found and expected, but not the file.
Result<Dataset> datasetIn(hid_t file);

/// Reads what there is to know before any input is read. Errors as above.
Result<DatasetOutline> outlineIn(hid_t file);
/// The data set `inputs` of an open file.
Result<hdf5::Handle> openInputs(hid_t file);
/// The sentence about entry number `entry` of inputs of r values.
std::string notFinite(double value, std::size_t entry, Index r);

/// Opens and reads in this process. The error does not name the file. A damaged file can crash the HDF5
/// library, which is why readDataset() calls this in a child process.
Result<Dataset> readDatasetHere(const std::filesystem::path& path);

} // namespace kamke
