#include "core/io/files/new_file.h"

#include "core/io/files/same_file.h"
#include "core/io/text/plain_text.h"

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace kamke {

namespace fs = std::filesystem;

namespace {

std::string notInFolder(const fs::path& folder, int reason) {
    return "cannot be written in folder " + plain(folder.string()) + " (" + std::strerror(reason) + ")";
}

std::optional<std::string> whyNotInPlaceOf(const fs::path& target) {
    if (!target.has_filename())
        return "cannot be written, its name is empty, expected the name of a file";
    std::error_code code;
    if (fs::is_symlink(fs::symlink_status(target, code))) // which resolved() follows to their end
        return "cannot be written, its symbolic links lead in a circle, expected the name of a file";
    const fs::file_status there = fs::status(target, code);
    if (fs::is_directory(there))
        return "cannot be written, it is a folder, expected the name of a file";
    if (!fs::exists(there))
        return std::nullopt;
    // A device would lose its place to a file.
    if (!fs::is_regular_file(there))
        return "cannot be written, it is a device or a pipe, expected the name of a file";
    if (faccessat(AT_FDCWD, target.c_str(), W_OK, AT_EACCESS) != 0)
        return std::string("cannot be written (") + std::strerror(errno) + ")";
    return std::nullopt;
}

} // namespace

fs::path temporaryBeside(const fs::path& target) {
    static std::atomic<unsigned> counter = 0;
    // The longest name that a file may have is 255 bytes, and the target's may be that long.
    const std::string name = target.filename().string().substr(0, 200);
    return target.parent_path() /
           ("." + name + "." + std::to_string(getpid()) + "-" + std::to_string(counter++) + ".part");
}

std::optional<std::string> whyNotWritable(const fs::path& path, WriteMode mode) {
    std::error_code code;
    if (mode == WriteMode::GoOn && fs::exists(path, code))
        return whyNotInPlaceOf(resolved(path));
    const auto tried = NewFile::beside(path);
    return tried ? std::nullopt : std::optional(tried.error().message);
}

Result<NewFile> NewFile::beside(const fs::path& path) {
    // A symbolic link stays; what it points to is replaced.
    const fs::path target = path.has_filename() ? resolved(path) : path;
    if (auto why = whyNotInPlaceOf(target))
        return fail(*why);
    fs::path temporary = temporaryBeside(target);
    const int descriptor = open(temporary.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0) {
        const fs::path folder = target.parent_path(); // where a symbolic link leads
        return fail(notInFolder(folder.empty() ? fs::path(".") : folder, errno));
    }
    return NewFile(target, std::move(temporary), descriptor);
}

NewFile::NewFile(NewFile&& other) noexcept
    : target_(std::move(other.target_))
    , temporary_(std::exchange(other.temporary_, {}))
    , descriptor_(std::exchange(other.descriptor_, -1)) {}

NewFile::~NewFile() {
    if (descriptor_ >= 0)
        close(descriptor_);
    if (!temporary_.empty())
        unlink(temporary_.c_str());
}

Result<void> NewFile::append(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = write(descriptor_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return fail(notWritten(std::strerror(written < 0 ? errno : ENOSPC)));
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Result<void> NewFile::finish() {
    struct stat before {};
    if (stat(target_.c_str(), &before) == 0)
        fchmod(descriptor_, before.st_mode & 07777);
    // So that a power cut after the rename cannot leave an empty file under the old name. File systems that
    // keep nothing on a disk need not know how.
    if (fsync(descriptor_) != 0 && errno != EINVAL && errno != ENOTSUP)
        return fail(notWritten(std::strerror(errno)));
    // Some network file systems tell of a failed write only now.
    if (close(std::exchange(descriptor_, -1)) != 0 && errno != EINTR)
        return fail(notWritten(std::strerror(errno)));
    return {};
}

Result<void> NewFile::replace() {
    if (auto finished = finish(); !finished)
        return finished;
    if (rename(temporary_.c_str(), target_.c_str()) != 0)
        return fail(notWritten(std::strerror(errno)));
    temporary_.clear();
    return {};
}

Result<void> NewFile::create() {
    if (auto finished = finish(); !finished)
        return finished;
    if (renameat2(AT_FDCWD, temporary_.c_str(), AT_FDCWD, target_.c_str(), RENAME_NOREPLACE) == 0) {
        temporary_.clear();
        return {};
    }
    int reason = errno;
    if (reason == EINVAL || reason == ENOSYS) // not every file system knows how
        reason = link(temporary_.c_str(), target_.c_str()) == 0 ? 0 : errno;
    if (reason == 0 || reason == EEXIST)
        return {};
    return fail(notWritten(std::strerror(reason)));
}

std::string notWritten(const std::string& reason) {
    return "could not be written (" + reason + "); what was there before is unchanged";
}

Result<void> replaceFile(const fs::path& path, std::string_view bytes) {
    auto file = NewFile::beside(path);
    Result<void> written = file ? file->append(bytes) : tl::unexpected(file.error());
    if (written)
        written = file->replace();
    if (!written)
        return fail(kamke::fileName(path) + ": " + written.error().message);
    return {};
}

} // namespace kamke
