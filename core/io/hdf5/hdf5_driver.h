// Lets the HDF5 library write into an open file without ever telling it that a write failed.
#pragma once

#include "core/io/hdf5/hdf5_handle.h"

namespace kamke::hdf5 {

/// Where the library writes, and what came of it.
struct WriteTarget {
    int descriptor = -1;
    int error = 0; ///< errno of the first write that failed; none was made after it
};

/// Makes files that are created with these access properties go to `target`, which must live until they are
/// closed. A library that sees a write fail keeps the file open for good and crashes on it at the end of the
/// process, so the driver swallows the failure: look at target.error after closing. False when the library
/// refuses.
bool useTarget(hid_t accessProperties, WriteTarget& target);

} // namespace kamke::hdf5
