// Puts numbers and strings into HDF5 files, without times, so that equal content makes equal files. Every
// function gives false when the library refuses.
#pragma once

#include "core/io/hdf5/hdf5_handle.h"
#include "core/model/types.h"

#include <cstdint>
#include <string>
#include <vector>

namespace kamke::hdf5 {

/// A data set of `extents` (none: a scalar) that is `fileType` in the file and `memoryType` at `data`. Large
/// matrices are packed (shuffle and deflate, which every HDF5 reads).
bool putDataset(
    hid_t file, const char* name, hid_t fileType, hid_t memoryType, const std::vector<hsize_t>& extents,
    const void* data);
/// A data set in one piece that lies in the file from now on, full of `fill` (one value of `type`): what is
/// written into it later changes nothing else.
bool makeFilled(
    hid_t parent, const char* name, hid_t type, const std::vector<hsize_t>& extents, const void* fill);
/// float64, row by row.
bool putMatrix(hid_t file, const char* name, const Matrix& m);
bool putVector(hid_t file, const char* name, const Vector& v);
bool putIntegers(hid_t file, const char* name, const std::vector<std::int64_t>& values);
/// Strings of variable length in UTF-8.
bool putStrings(hid_t file, const char* name, const std::vector<std::string>& strings);

bool putAttribute(
    hid_t object, const char* name, hid_t fileType, hid_t memoryType, const std::vector<hsize_t>& extents,
    const void* data);
bool putString(hid_t object, const char* name, const std::string& text);
bool putInteger(hid_t object, const char* name, std::int64_t value);
bool putNumber(hid_t object, const char* name, double value);

/// An empty group; invalid when the library refuses.
Handle makeGroup(hid_t file, const char* name);

} // namespace kamke::hdf5
