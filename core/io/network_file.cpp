#include "io/network_file.h"

#include "io/child_process.h"
#include "io/hdf5_lock.h"
#include "io/hdf5_values.h"
#include "io/network_bytes.h"
#include "io/network_reader.h"
#include "io/superblock.h"

#include <exception>

namespace kamke {

namespace {

constexpr std::uint64_t gibibyte = std::uint64_t{1} << 30;

/// The work of the child: everything that touches the content of the file.
std::string readToBytes(const std::filesystem::path& path) {
    try {
        return toBytes(readNetworkHere(path));
    } catch (const std::bad_alloc&) {
        return toBytes(fail("needs more memory than it may take, expected a network of moderate size"));
    } catch (const std::exception& problem) {
        return toBytes(
            fail(std::string("cannot be read (") + problem.what() + "), expected a network file (HDF5)"));
    }
}

Result<Network> readIsolated(const std::filesystem::path& path) {
    if (auto ok = checkSuperblock(path); !ok)
        return tl::unexpected(ok.error());
    std::error_code code;
    const std::uintmax_t size = std::filesystem::file_size(path, code);
    const std::chrono::milliseconds deadline(5'000 + (code ? 0 : size / 20'000)); // 20 MB/s at the slowest
    // Three copies at most: the array of the file, the matrix, and the bytes for the parent.
    const std::uint64_t memory = 4 * gibibyte;
    const std::lock_guard lock(hdf5::lock());
    const ChildOutcome outcome = runInChild([&] { return readToBytes(path); }, deadline, memory);
    switch (outcome.end) {
    case ChildOutcome::End::Finished:
        if (auto result = fromBytes(outcome.bytes)) {
            if (*result)
                if (auto wrong = whatIsWrongWith(**result))
                    return fail(*wrong);
            return std::move(*result);
        }
        return fail("is damaged so that the HDF5 library read nonsense from it, expected a sound HDF5 file");
    case ChildOutcome::End::Crashed:
        return fail(
            "is damaged so that the HDF5 library crashes on it (" + outcome.detail +
            "), expected a sound HDF5 file");
    case ChildOutcome::End::TimedOut:
        return fail(
            "is damaged or too large: reading took more than " + std::to_string(deadline.count() / 1000) +
            " s, expected a sound HDF5 file");
    case ChildOutcome::End::NotStarted:
        break;
    }
    return fail("cannot be read, no process could be started for it (" + outcome.detail + ")");
}

} // namespace

Result<Network> readNetwork(const std::filesystem::path& path) {
    // Several known faults of the HDF5 library let a damaged file crash or hang its reader. Nobody should
    // lose a window full of work to such a file, so the library sees files only in a child process. It takes
    // a few milliseconds.
    const std::string name = hdf5::fileName(path);
    try {
        auto result = readIsolated(path);
        if (!result)
            return fail(name + ": " + result.error().message);
        return result;
    } catch (const std::exception& problem) {
        return fail(name + ": cannot be read (" + problem.what() + "), expected a network file (HDF5)");
    }
}

} // namespace kamke
