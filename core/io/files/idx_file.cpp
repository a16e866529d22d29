#include "core/io/files/idx_file.h"

#include "core/io/hdf5/hdf5_values.h"
#include "core/io/hdf5/superblock.h"
#include "core/model/try.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <memory>
#include <zlib.h>

namespace kamke {

namespace {

/// Deflate packs at most so many bytes into one (RFC 1951: 258 bytes by 2 bits).
constexpr std::uint64_t largestRatio = 1032;

struct Closer {
    void operator()(gzFile_s* file) const { gzclose(file); }
};

/// A plain or packed file as a stream of bytes.
class Source {
public:
    Result<void> open(const std::filesystem::path& path) {
        std::ifstream first(path, std::ios::binary);
        std::array<char, 2> magic{};
        first.read(magic.data(), magic.size());
        packed_ = magic == std::array<char, 2>{'\x1f', '\x8b'};
        file_.reset(gzopen(path.c_str(), "rb")); // reads what is not packed as it is
        if (!file_)
            return fail(std::string("cannot be opened (") + std::strerror(errno) + ")");
        return {};
    }

    /// Up to `size` bytes; fewer at the end of the file or where it is damaged.
    std::size_t read(void* to, std::size_t size) {
        std::size_t got = 0;
        while (got < size) {
            const auto part = static_cast<unsigned>(std::min<std::size_t>(size - got, 1u << 24));
            const int now = gzread(file_.get(), static_cast<char*>(to) + got, part);
            if (now <= 0)
                break;
            got += static_cast<std::size_t>(now);
        }
        return got;
    }

    bool packed() const { return packed_; }
    /// What zlib says is wrong, or nothing; an archive that merely ends too early is not damaged.
    std::string damage() const {
        int code = Z_OK;
        const std::string text = gzerror(file_.get(), &code); // "path: what"
        return code == Z_DATA_ERROR ? text.substr(text.rfind(':') + 1) : std::string();
    }
    /// Whether an archive has ended before its checksum was complete.
    bool endsTooEarly() const {
        int code = Z_OK;
        gzerror(file_.get(), &code);
        return code == Z_BUF_ERROR;
    }

private:
    std::unique_ptr<gzFile_s, Closer> file_;
    bool packed_ = false;
};

std::string hexText(const unsigned char* bytes, std::size_t size) {
    std::string text;
    for (std::size_t k = 0; k < size; ++k) {
        std::array<char, 8> digits{};
        std::snprintf(digits.data(), digits.size(), k ? " %02x" : "%02x", static_cast<unsigned>(bytes[k]));
        text += digits.data();
    }
    return text;
}

const char* typeText(unsigned type) {
    switch (type) {
    case 0x09:
        return "signed bytes";
    case 0x0B:
    case 0x0C:
        return "integers";
    case 0x0D:
    case 0x0E:
        return "floats";
    default:
        return "entries of an unknown type";
    }
}

std::string damaged(const Source& source, const std::string& what) {
    return "is damaged (gzip:" + source.damage() + "), expected " + what;
}

/// Extents out of the header; the product fits.
Result<std::vector<Index>> readHeader(Source& source, const std::string& what) {
    std::array<unsigned char, 4> magic{};
    const std::size_t got = source.read(magic.data(), magic.size());
    if (got < magic.size() && source.packed())
        return fail(
            !source.damage().empty() ? damaged(source, what)
                                     : "is truncated within its header, expected " + what);
    if (got < magic.size() || magic[0] != 0 || magic[1] != 0)
        return fail(
            std::string(
                source.packed() ? "is a gzip file of something else" : "is neither HDF5, IDX nor gzip") +
            " (it starts with " + hexText(magic.data(), got) + (source.packed() ? ", unpacked" : "") +
            "), expected " + what);
    if (magic[2] != 0x08)
        return fail(
            std::string("holds ") + typeText(magic[2]) + " (IDX type " + hexText(&magic[2], 1) +
            "), expected unsigned bytes (08): " + what);
    const std::size_t rank = magic[3];
    if (rank < 1 || rank > 3)
        return fail("has " + std::to_string(rank) + " dimensions, expected " + what);
    std::array<unsigned char, 12> extents{};
    if (source.read(extents.data(), 4 * rank) < 4 * rank)
        return fail("is truncated within its header, expected " + what);
    std::vector<Index> shape;
    std::uint64_t entries = 1;
    bool tooLarge = false;
    for (std::size_t k = 0; k < rank; ++k) {
        std::uint64_t extent = 0;
        for (std::size_t i = 0; i < 4; ++i)
            extent = extent << 8 | extents[4 * k + i];
        shape.push_back(static_cast<Index>(extent));
        tooLarge = tooLarge || extent > hdf5::maxBytes / std::max<std::uint64_t>(entries, 1);
        entries = tooLarge ? entries : entries * extent;
    }
    if (*std::min_element(shape.begin(), shape.end()) < 1)
        return fail("is empty (" + hdf5::shapeText(shape) + "), expected " + what);
    if (tooLarge)
        return fail(
            "claims " + hdf5::shapeText(shape) + " bytes, expected at most " +
            std::to_string(hdf5::maxBytes));
    return shape;
}

} // namespace

Result<IdxArray> readIdx(const std::filesystem::path& path, const std::string& what) {
    KAMKE_CHECK(checkRegularFile(path, what));
    Source source;
    if (auto ok = source.open(path); !ok)
        return fail(ok.error().message + ", expected " + what);
    KAMKE_TRY(auto shape, readHeader(source, what));
    std::size_t entries = 1;
    for (const Index extent : shape)
        entries *= static_cast<std::size_t>(extent);
    const auto truncated = [&](const std::string& found) {
        return fail(
            "is truncated: it holds " + found + " of the " + std::to_string(entries) +
            " bytes that its header announces (" + hdf5::shapeText(shape) + "), expected the whole file");
    };
    std::error_code code;
    const std::uint64_t size = std::filesystem::file_size(path, code);
    if (!code && entries > size * (source.packed() ? largestRatio : 1)) // before so much memory is taken
        return truncated("at most " + std::to_string(size * (source.packed() ? largestRatio : 1)));
    IdxArray array{std::move(shape), std::vector<std::uint8_t>(entries)};
    const std::size_t got = source.read(array.values.data(), entries);
    shape = array.shape;
    if (got < entries)
        return !source.damage().empty() ? fail(damaged(source, what)) : truncated(std::to_string(got));
    char more = 0;
    if (source.read(&more, 1) > 0)
        return fail(
            "has more bytes than its header announces (" + hdf5::shapeText(array.shape) + "), expected " +
            what);
    if (!source.damage().empty()) // the checksum of the archive
        return fail(damaged(source, what));
    if (source.endsTooEarly())
        return fail(
            "is truncated: its values are there but not the whole checksum behind them (gzip), expected the "
            "whole file");
    return array;
}

} // namespace kamke
