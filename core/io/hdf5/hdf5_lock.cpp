#include "core/io/hdf5/hdf5_lock.h"

namespace kamke::hdf5 {

std::mutex& lock() {
    static std::mutex mutex;
    return mutex;
}

} // namespace kamke::hdf5
