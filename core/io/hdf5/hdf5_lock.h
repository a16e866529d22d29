// One user of the HDF5 library at a time.
#pragma once

#include <mutex>

namespace kamke::hdf5 {

/// Held around every use of the library, and while a process is forked that will use it: the library's own
/// lock must be free in the child.
std::mutex& lock();

} // namespace kamke::hdf5
