// MATLAB files, told apart by their header.
#include "core/io/import/mat_file.h"
#include "core/io/hdf5/superblock.h"
#include "core/io/import/import_formats.h"

#include <array>
#include <fstream>
#include <string_view>

namespace kamke {

namespace {

constexpr std::string_view aMatlabFile = "a MATLAB file (version 5 or 7.3)";

Result<ParsedFile> parseMat(const std::filesystem::path& path) {
    // 116 bytes of text and 8 for MATLAB itself come first, then the version in the byte order of the mark.
    std::array<char, 128> header{};
    std::ifstream(path, std::ios::binary).read(header.data(), header.size());
    const std::string_view version(header.data() + 124, 4);
    if (version == std::string_view("\0\1IM", 4) || version == std::string_view("\1\0MI", 4))
        return parseMat5(path);
    if (version == std::string_view("\0\2IM", 4) || version == std::string_view("\2\0MI", 4))
        return parseMat73(path);
    if (hasHdf5Signature(path))
        return fail("is an HDF5 file without MATLAB's header, expected " + std::string(aMatlabFile));
    return fail(
        "is a MATLAB 4 file or none at all, expected " + std::string(aMatlabFile) +
        ", as save('weights.mat', '-v7') writes it");
}

} // namespace

constinit const ImportFormat matFormat{
    .id = "mat",
    .name = "MATLAB",
    .suffix = ".mat",
    .holds = aMatlabFile,
    .parse = parseMat,
};

} // namespace kamke
