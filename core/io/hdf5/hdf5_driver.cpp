#include "core/io/hdf5/hdf5_driver.h"

#include <H5FDpublic.h>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <limits>
#include <unistd.h>

namespace kamke::hdf5 {

namespace {

/// What the access properties carry; the library copies it byte by byte.
struct DriverInfo {
    WriteTarget* target;
};

/// The library looks at the first member only.
struct OpenFile {
    H5FD_t common;
    WriteTarget* target;
    haddr_t allocated, written; ///< ends
};

OpenFile& opened(H5FD_t* file) {
    return *reinterpret_cast<OpenFile*>(file);
}

const OpenFile& opened(const H5FD_t* file) {
    return *reinterpret_cast<const OpenFile*>(file);
}

H5FD_t* openFile(const char*, unsigned, hid_t accessProperties, haddr_t) {
    const auto* info = static_cast<const DriverInfo*>(H5Pget_driver_info(accessProperties));
    return info ? &(new OpenFile{{}, info->target, 0, 0})->common : nullptr;
}

herr_t closeFile(H5FD_t* file) {
    delete &opened(file); // the descriptor belongs to whoever opened it
    return 0;
}

herr_t features(const H5FD_t*, unsigned long* flags) {
    // Those of the library's own driver for files, so that the same bytes come out.
    if (flags)
        *flags = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE |
                 H5FD_FEAT_AGGREGATE_SMALLDATA | H5FD_FEAT_DEFAULT_VFD_COMPATIBLE;
    return 0;
}

haddr_t allocatedEnd(const H5FD_t* file, H5FD_mem_t) {
    return opened(file).allocated;
}

herr_t setAllocatedEnd(H5FD_t* file, H5FD_mem_t, haddr_t end) {
    opened(file).allocated = end;
    return 0;
}

haddr_t writtenEnd(const H5FD_t* file, H5FD_mem_t) {
    return opened(file).written;
}

herr_t readPart(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t at, std::size_t size, void* buffer) {
    auto* to = static_cast<char*>(buffer);
    while (size > 0) {
        const ssize_t got = pread(opened(file).target->descriptor, to, size, static_cast<off_t>(at));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0) { // what has not been written is zero
            std::memset(to, 0, size);
            return 0;
        }
        to += got;
        at += static_cast<haddr_t>(got);
        size -= static_cast<std::size_t>(got);
    }
    return 0;
}

herr_t writePart(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t at, std::size_t size, const void* buffer) {
    OpenFile& out = opened(file);
    out.written = std::max(out.written, at + size);
    const auto* from = static_cast<const char*>(buffer);
    while (size > 0 && out.target->error == 0) {
        const ssize_t done = pwrite(out.target->descriptor, from, size, static_cast<off_t>(at));
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0) {
            out.target->error = done < 0 ? errno : ENOSPC;
            break;
        }
        from += done;
        at += static_cast<haddr_t>(done);
        size -= static_cast<std::size_t>(done);
    }
    return 0;
}

/// The file is as long as what is allocated, also where nothing has been written at its end.
herr_t setLength(H5FD_t* file, hid_t, hbool_t) {
    OpenFile& out = opened(file);
    if (out.written == out.allocated)
        return 0;
    if (out.target->error == 0 && ftruncate(out.target->descriptor, static_cast<off_t>(out.allocated)) != 0)
        out.target->error = errno;
    out.written = out.allocated;
    return 0;
}

hid_t driver() {
    static const hid_t id = [] {
        H5FD_class_t driver{};
#ifdef H5FD_CLASS_VERSION
        driver.version = H5FD_CLASS_VERSION;
        driver.value = static_cast<H5FD_class_value_t>(511); // of those that anybody may take
#endif
        driver.name = "kamke-writer";
        driver.maxaddr = static_cast<haddr_t>(std::numeric_limits<off_t>::max());
        driver.fc_degree = H5F_CLOSE_WEAK;
        driver.fapl_size = sizeof(DriverInfo);
        driver.open = openFile;
        driver.close = closeFile;
        driver.query = features;
        driver.get_eoa = allocatedEnd;
        driver.set_eoa = setAllocatedEnd;
        driver.get_eof = writtenEnd;
        driver.read = readPart;
        driver.write = writePart;
        driver.truncate = setLength;
        constexpr H5FD_mem_t places[] = H5FD_FLMAP_DICHOTOMY;
        std::copy(std::begin(places), std::end(places), driver.fl_map);
        return H5FDregister(&driver);
    }();
    return id;
}

} // namespace

bool useTarget(hid_t accessProperties, WriteTarget& target) {
    const DriverInfo info{&target};
    return driver() >= 0 && H5Pset_driver(accessProperties, driver(), &info) >= 0;
}

} // namespace kamke::hdf5
