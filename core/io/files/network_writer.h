// Puts a network into an open HDF5 file.
#pragma once

#include "core/io/hdf5/hdf5_handle.h"
#include "core/model/network.h"

namespace kamke {

/// Writes all of `network` into the empty file: float64, row by row, strings of variable length in UTF-8.
/// False when the library refuses anything.
bool putNetwork(hid_t file, const Network& network);

} // namespace kamke
