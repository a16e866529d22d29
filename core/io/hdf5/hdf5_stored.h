// What a damaged HDF5 file can claim that the library does not check, and then reads beyond its own buffers.
#pragma once

#include "core/io/hdf5/hdf5_handle.h"

#include <cstddef>

namespace kamke::hdf5 {

/// Whether numbers of this type are IEEE 754 floats of 2, 4 or 8 bytes, the machine's long double, or
/// integers that fill their 1, 2, 4 or 8 bytes: one flipped bit in a type turns −1 into 1.
bool isStandardNumber(hid_t type);

/// Whether the bytes that are stored are as many as type and shape say: in one piece, or in every chunk,
/// unpacked. Of the filters that pack, only deflate is known here; chunks with others are taken as they are.
bool isStoredWhole(const Handle& dataset, hid_t type, std::size_t entries);

} // namespace kamke::hdf5
