#include "io/replace_file.h"

#include "io/hdf5_lock.h"
#include "io/hdf5_values.h"

#include <atomic>
#include <cerrno>
#include <cstring>
#include <exception>
#include <fcntl.h>
#include <mutex>
#include <unistd.h>

namespace kamke {

namespace fs = std::filesystem;
using hdf5::Handle;

namespace {

/// A name beside `target` that no other thread or process uses.
fs::path temporaryBeside(const fs::path& target) {
    static std::atomic<unsigned> counter = 0;
    return target.parent_path() / ("." + target.filename().string() + "." + std::to_string(getpid()) + "-" +
                                   std::to_string(counter++) + ".part");
}

/// Why the folder does not take a new file, by trying; the HDF5 library would only say that it failed.
std::string whyNotWritable(const fs::path& temporary) {
    const int descriptor = open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0)
        return std::strerror(errno);
    close(descriptor);
    return {};
}

bool writeTo(const fs::path& temporary, const std::function<bool(hid_t)>& put) {
    hdf5::silence();
    const Handle creation(H5Pcreate(H5P_FILE_CREATE));
    const Handle access(H5Pcreate(H5P_FILE_ACCESS));
    // Format 1.8 carries checksums over its metadata and takes attributes larger than 64 KiB; every h5py
    // reads it.
    if (!creation || !access || H5Pset_obj_track_times(creation.id(), false) < 0 ||
        H5Pset_libver_bounds(access.id(), H5F_LIBVER_V18, H5F_LIBVER_V18) < 0)
        return false;
    Handle file(H5Fcreate(temporary.c_str(), H5F_ACC_TRUNC, creation.id(), access.id()));
    return file && put(file.id()) && file.close();
}

/// So that a power cut after the rename cannot leave an empty file under the old name.
bool flushToDisk(const fs::path& path) {
    const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool ok = fsync(descriptor) == 0;
    close(descriptor);
    return ok;
}

enum class Existing { Replaced, Kept };

/// Gives the temporary file its name, or says why not.
std::string putInPlace(const fs::path& temporary, const fs::path& target, Existing existing) {
    std::error_code code;
    if (existing == Existing::Replaced) {
        fs::rename(temporary, target, code);
        return code ? code.message() : std::string();
    }
    if (renameat2(AT_FDCWD, temporary.c_str(), AT_FDCWD, target.c_str(), RENAME_NOREPLACE) == 0)
        return {};
    int reason = errno;
    if (reason == EINVAL || reason == ENOSYS) { // not every file system knows how
        reason = link(temporary.c_str(), target.c_str()) == 0 ? 0 : errno;
        if (reason == 0)
            fs::remove(temporary, code);
    }
    if (reason == EEXIST)
        fs::remove(temporary, code);
    return reason == 0 || reason == EEXIST ? std::string() : std::strerror(reason);
}

Result<void> writeWhole(const fs::path& path, const std::function<bool(hid_t)>& put, Existing existing) {
    std::error_code code;
    if (fs::is_directory(path, code))
        return fail("cannot be written, it is a folder, expected the name of a file");
    // A symbolic link stays; what it points to is replaced.
    const fs::path target = fs::is_symlink(path, code) ? fs::weakly_canonical(path, code) : path;
    const fs::path temporary = temporaryBeside(target.empty() ? path : target);
    if (const std::string reason = whyNotWritable(temporary); !reason.empty())
        return fail(
            "cannot be written in folder " + hdf5::plain(temporary.parent_path().string()) + " (" + reason +
            ")");
    const bool ok = writeTo(temporary, put) && flushToDisk(temporary);
    if (ok && fs::exists(target, code)) {
        const fs::perms permissions = fs::status(target, code).permissions();
        fs::permissions(temporary, permissions, code);
    }
    const std::string reason =
        ok ? putInPlace(temporary, target, existing) : "the HDF5 library refused, the disk may be full";
    if (reason.empty())
        return {};
    fs::remove(temporary, code);
    return fail("could not be written (" + reason + "); what was there before is unchanged");
}

/// The same with the lock of the library, and with the name of the file before every error.
Result<void> writeGuarded(const fs::path& path, const std::function<bool(hid_t)>& put, Existing existing) {
    const std::string name = hdf5::fileName(path);
    try {
        const std::lock_guard guard(hdf5::lock());
        auto result = writeWhole(path, put, existing);
        if (!result)
            return fail(name + ": " + result.error().message);
        return result;
    } catch (const std::exception& problem) {
        return fail(name + ": could not be written (" + problem.what() + ")");
    }
}

} // namespace

Result<void> replaceHdf5File(const fs::path& path, const std::function<bool(hid_t)>& put) {
    return writeGuarded(path, put, Existing::Replaced);
}

Result<void> createHdf5File(const fs::path& path, const std::function<bool(hid_t)>& put) {
    return writeGuarded(path, put, Existing::Kept);
}

} // namespace kamke
