#include "core/io/files/replace_file.h"

#include "core/io/files/new_file.h"
#include "core/io/hdf5/hdf5_driver.h"
#include "core/io/hdf5/hdf5_lock.h"
#include "core/io/hdf5/hdf5_values.h"
#include "core/model/try.h"

#include <cstring>
#include <exception>
#include <mutex>

namespace kamke {

namespace fs = std::filesystem;
using hdf5::Handle;

namespace {

bool fill(const NewFile& file, hdf5::WriteTarget& target, const std::function<bool(hid_t)>& put) {
    hdf5::silence();
    const Handle creation(H5Pcreate(H5P_FILE_CREATE));
    const Handle access(H5Pcreate(H5P_FILE_ACCESS));
    // Format 1.8 carries checksums over its metadata and takes attributes larger than 64 KiB; every h5py
    // reads it.
    if (!creation || !access || H5Pset_obj_track_times(creation.id(), false) < 0 ||
        H5Pset_libver_bounds(access.id(), H5F_LIBVER_V18, H5F_LIBVER_V18) < 0 ||
        !hdf5::useTarget(access.id(), target))
        return false;
    Handle written(H5Fcreate(file.path().c_str(), H5F_ACC_TRUNC, creation.id(), access.id()));
    return written && put(written.id()) && written.close();
}

using Finish = Result<void> (NewFile::*)();

Result<void> writeWhole(const fs::path& path, const std::function<bool(hid_t)>& put, Finish finish) {
    KAMKE_TRY(auto file, NewFile::beside(path));
    hdf5::WriteTarget target{file.descriptor()};
    const bool filled = fill(file, target, put);
    if (target.error != 0)
        return fail(notWritten(std::strerror(target.error)));
    if (!filled)
        return fail(notWritten("the HDF5 library refused"));
    return (file.*finish)();
}

/// The same with the lock of the library, and with the name of the file before every error.
Result<void> writeGuarded(const fs::path& path, const std::function<bool(hid_t)>& put, Finish finish) {
    const std::string name = hdf5::fileName(path);
    try {
        const std::lock_guard guard(hdf5::lock());
        auto result = writeWhole(path, put, finish);
        if (!result)
            return fail(name + ": " + result.error().message);
        return result;
    } catch (const std::exception& problem) {
        return fail(name + ": could not be written (" + problem.what() + ")");
    }
}

} // namespace

Result<void> replaceHdf5File(const fs::path& path, const std::function<bool(hid_t)>& put) {
    return writeGuarded(path, put, &NewFile::replace);
}

Result<void> createHdf5File(const fs::path& path, const std::function<bool(hid_t)>& put) {
    return writeGuarded(path, put, &NewFile::create);
}

} // namespace kamke
