#include "core/io/files/same_file.h"

#include <sys/stat.h>
#include <system_error>

namespace kamke {

namespace fs = std::filesystem;

fs::path resolved(const fs::path& path) {
    std::error_code code;
    fs::path target = fs::absolute(path, code);
    if (code)
        return path;
    // Links that lead in a circle have no end; Linux gives up after 40 as well.
    for (int k = 0; k < 40 && fs::is_symlink(fs::symlink_status(target, code)); ++k) {
        const fs::path next = fs::read_symlink(target, code);
        if (code)
            return path;
        target = target.parent_path() / next;
    }
    const fs::path folder = fs::canonical(target.parent_path(), code);
    return code ? target.lexically_normal() : (folder / target.filename()).lexically_normal();
}

bool isSameFile(const fs::path& one, const fs::path& other) {
    if (one.empty() || other.empty())
        return false;
    struct stat a {
    }, b{};
    if (stat(one.c_str(), &a) == 0 && stat(other.c_str(), &b) == 0)
        return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
    return resolved(one) == resolved(other);
}

} // namespace kamke
