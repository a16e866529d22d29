#include "core/io/hdf5/superblock.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <optional>

namespace kamke {

namespace {

constexpr std::array<char, 8> signature{'\x89', 'H', 'D', 'F', '\r', '\n', '\x1a', '\n'};

std::uint64_t littleEndian(const char* bytes, std::size_t size) {
    std::uint64_t value = 0;
    for (std::size_t k = size; k-- > 0;)
        value = value << 8 | static_cast<unsigned char>(bytes[k]);
    return value;
}

/// The length of the whole file that the superblock at `start` declares.
std::optional<std::uint64_t> declaredEnd(const std::array<char, 96>& block, std::uint64_t start) {
    const int version = static_cast<unsigned char>(block[8]);
    if (version > 3)
        return std::nullopt;
    const bool old = version <= 1;
    const auto offsetSize = static_cast<std::size_t>(static_cast<unsigned char>(block[old ? 13 : 9]));
    if (offsetSize != 2 && offsetSize != 4 && offsetSize != 8)
        return std::nullopt;
    // Three addresses follow one another: base, free space (or extension), end of file. In a file that has
    // been given or has lost a user block, base is not where the superblock stands and the end moves along.
    const std::size_t at = version == 0 ? 24 : version == 1 ? 28 : 12;
    const std::uint64_t base = littleEndian(block.data() + at, offsetSize);
    const std::uint64_t end = littleEndian(block.data() + at + 2 * offsetSize, offsetSize);
    if (base > start)
        return end - std::min(end, base - start);
    return end > UINT64_MAX - (start - base) ? UINT64_MAX : end + (start - base);
}

struct Superblock {
    std::array<char, 96> block{};
    std::uint64_t start = 0;
};

/// At the start or behind a user block of 512·2^k bytes.
std::optional<Superblock> findSuperblock(std::ifstream& file) {
    Superblock found;
    for (;; found.start = found.start == 0 ? 512 : 2 * found.start) {
        file.clear();
        file.seekg(static_cast<std::streamoff>(found.start));
        file.read(found.block.data(), found.block.size());
        if (file.gcount() < static_cast<std::streamsize>(signature.size()))
            return std::nullopt;
        if (std::memcmp(found.block.data(), signature.data(), signature.size()) == 0)
            return found;
    }
}

} // namespace

Result<void> checkRegularFile(const std::filesystem::path& path, const std::string& what) {
    namespace fs = std::filesystem;
    const std::string expected = ", expected " + what;
    std::error_code code;
    const fs::file_status status = fs::status(path, code);
    if (status.type() == fs::file_type::not_found)
        return fail("no such file" + expected);
    if (code)
        return fail("cannot be looked at (" + code.message() + ")" + expected);
    if (status.type() == fs::file_type::directory)
        return fail("is a folder" + expected);
    if (status.type() != fs::file_type::regular) // reading a pipe or a device could wait for ever
        return fail("is not a regular file" + expected);
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return fail(std::string("cannot be opened (") + std::strerror(errno) + ")" + expected);
    const std::uint64_t size = fs::file_size(path, code);
    if (code)
        return fail("cannot be looked at (" + code.message() + ")" + expected);
    if (size == 0)
        return fail("is empty" + expected);
    return {};
}

Result<void> checkSuperblock(const std::filesystem::path& path, const std::string& what) {
    if (auto ok = checkRegularFile(path, what); !ok)
        return ok;
    std::ifstream file(path, std::ios::binary);
    const auto found = findSuperblock(file);
    if (!found)
        return fail("is not an HDF5 file (no HDF5 signature), expected " + what);
    const auto end = declaredEnd(found->block, found->start);
    if (!end)
        return fail("has a damaged HDF5 superblock, expected a sound HDF5 file");
    std::error_code code;
    const std::uint64_t size = std::filesystem::file_size(path, code);
    if (*end > size)
        return fail(
            "is truncated: it has " + std::to_string(size) + " bytes, expected " + std::to_string(*end) +
            " as its HDF5 superblock says");
    return {};
}

bool hasHdf5Signature(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return findSuperblock(file).has_value();
}

} // namespace kamke
