// Owns one identifier of the HDF5 library.
#pragma once

#include <hdf5.h>

#include <utility>

namespace kamke::hdf5 {

/// Any hid_t (file, group, data set, attribute, type, space, property list), released at the end of its
/// scope. Every kind is counted by reference in the library, so one class serves them all.
class Handle {
public:
    Handle() = default;
    explicit Handle(hid_t id)
        : id_(id) {}
    Handle(Handle&& other) noexcept
        : id_(std::exchange(other.id_, H5I_INVALID_HID)) {}
    Handle& operator=(Handle&& other) noexcept {
        std::swap(id_, other.id_);
        return *this;
    }
    ~Handle() { close(); }

    explicit operator bool() const { return id_ >= 0; }
    hid_t id() const { return id_; }
    /// Releases it now; false when the library reports that something (for example a write at closing time)
    /// failed.
    bool close() {
        const hid_t id = std::exchange(id_, H5I_INVALID_HID);
        return id < 0 || H5Idec_ref(id) >= 0;
    }

private:
    hid_t id_ = H5I_INVALID_HID;
};

/// Stops the library from printing its error stack, which it does per thread by default.
inline void silence() {
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

} // namespace kamke::hdf5
