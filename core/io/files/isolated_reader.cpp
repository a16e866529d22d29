#include "core/io/files/isolated_reader.h"

#include "core/io/files/child_process.h"
#include "core/io/hdf5/hdf5_lock.h"
#include "core/io/hdf5/superblock.h"
#include "core/model/try.h"

#include <algorithm>
#include <exception>
#include <new>

namespace kamke {

namespace {

constexpr std::uint64_t gibibyte = std::uint64_t{1} << 30;

#ifdef __SANITIZE_ADDRESS__
// The sanitizer of GCC 12 does not free its own locks in a child: one that another thread holds at the fork
// stays locked there for ever.
constexpr int attempts = 3;
#else
constexpr int attempts = 1;
#endif

/// The work of the child: everything that touches the content of the file. The last byte tells bytes from
/// an error message; the first would cost another copy of them all.
std::string markedBytes(const IsolatedReading& reading, const std::function<Result<std::string>()>& read) {
    std::string message;
    try {
        auto bytes = read();
        if (bytes) {
            bytes->push_back('\1');
            return std::move(*bytes);
        }
        message = bytes.error().message;
    } catch (const std::bad_alloc&) {
        message = "needs more memory than it may take, expected " + reading.content + " of moderate size";
    } catch (const std::exception& problem) {
        message = std::string("cannot be read (") + problem.what() + "), expected " + reading.what;
    }
    return message + '\0';
}

} // namespace

Result<std::string> readBytesIsolated(
    const std::filesystem::path& path, const IsolatedReading& reading,
    const std::function<Result<std::string>()>& read) {
    const bool hdf5File = reading.format == "HDF5";
    KAMKE_CHECK(hdf5File ? checkSuperblock(path, reading.what) : checkRegularFile(path, reading.what));
    const std::string sound = ", expected a sound " + reading.format + " file";
    std::error_code code;
    const std::uintmax_t size = std::filesystem::file_size(path, code);
    const std::uint64_t bytes = std::max<std::uint64_t>(code ? 0 : size, reading.bytes);
    const std::chrono::milliseconds deadline(5'000 + bytes / 20'000); // 20 MB/s at the slowest
    // Three copies at most: the array of the file, the matrix, and the bytes for the parent.
    const std::uint64_t memory = 4 * gibibyte;
    const std::lock_guard lock(hdf5::lock());
    ChildOutcome outcome;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        outcome = runInChild([&] { return markedBytes(reading, read); }, deadline, memory);
        if (outcome.end != ChildOutcome::End::TimedOut)
            break;
    }
    switch (outcome.end) {
    case ChildOutcome::End::Finished: {
        if (outcome.bytes.empty())
            return nonsense(reading.format);
        const bool good = outcome.bytes.back() == '\1';
        outcome.bytes.pop_back();
        if (good)
            return std::move(outcome.bytes);
        return fail(std::move(outcome.bytes));
    }
    case ChildOutcome::End::Crashed:
        return fail(
            "is damaged so that the " + reading.format + " library crashes on it (" + outcome.detail + ")" +
            sound);
    case ChildOutcome::End::TimedOut:
        return fail(
            "is damaged or too large: reading took more than " + std::to_string(deadline.count() / 1000) +
            " s" + sound);
    case ChildOutcome::End::NotStarted:
        break;
    }
    return fail("cannot be read, no process could be started for it (" + outcome.detail + ")");
}

tl::unexpected<Error> nonsense(const std::string& format) {
    return fail(
        "is damaged so that the " + format + " library read nonsense from it, expected a sound " + format +
        " file");
}

} // namespace kamke
