// A file that takes the place of another once it is whole.
#pragma once

#include "core/model/types.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace kamke {

/// How a file is going to be written.
enum class WriteMode {
    Replace, ///< a new file in its place
    GoOn,    ///< what is there stays and is added to
};

/// Why nothing can be written at `path`, found out beforehand and without touching what is there; nothing
/// when it can. Does not name the file.
std::optional<std::string>
whyNotWritable(const std::filesystem::path& path, WriteMode mode = WriteMode::Replace);

/// A file under a name of its own in the folder of `target`. It vanishes with this object unless it has been
/// put in place. Errors do not name the file.
class NewFile {
public:
    /// Refuses what whyNotWritable() refuses.
    static Result<NewFile> beside(const std::filesystem::path& target);
    NewFile(NewFile&& other) noexcept;
    NewFile& operator=(NewFile&&) = delete;
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;
    ~NewFile();

    int descriptor() const { return descriptor_; }
    /// A name of it while it is not in place.
    const std::filesystem::path& path() const { return temporary_; }
    Result<void> append(std::string_view bytes);
    /// Waits until all of it is on disk and puts it in the place of the target, with the permissions of what
    /// was there.
    Result<void> replace();
    /// The same where nothing stands yet. When there is something by then, that stays and this file vanishes
    /// without an error.
    Result<void> create();

private:
    NewFile(std::filesystem::path target, std::filesystem::path temporary, int descriptor)
        : target_(std::move(target))
        , temporary_(std::move(temporary))
        , descriptor_(descriptor) {}
    Result<void> finish();

    std::filesystem::path target_, temporary_; ///< no temporary name: it is in place
    int descriptor_;
};

/// Writes all bytes of a file at once; what was there stays until they are on disk. The error names the file.
Result<void> replaceFile(const std::filesystem::path& path, std::string_view bytes);

/// A name beside `target` that no other thread or process uses.
std::filesystem::path temporaryBeside(const std::filesystem::path& target);

/// "could not be written (reason); what was there before is unchanged"
std::string notWritten(const std::string& reason);

} // namespace kamke
