// NumPy's .npz: a zip file of .npy arrays, through libzip.
#include "core/io/import/import_formats.h"
#include "core/io/import/npy_array.h"
#include "core/model/try.h"

#include <memory>
#include <set>
#include <string>
#include <zip.h>

namespace kamke {

namespace {

constexpr zip_uint64_t mostBytes = zip_uint64_t{1} << 30;

struct DiscardArchive {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseEntry {
    void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};

/// The whole entry, checksum included.
Result<std::string>
contentOf(zip_t* archive, zip_uint64_t index, const std::string& name, zip_uint64_t size) {
    std::unique_ptr<zip_file_t, CloseEntry> entry(zip_fopen_index(archive, index, 0));
    if (!entry)
        return fail(
            "entry " + name + " cannot be opened (" + zip_strerror(archive) +
            "), expected one as numpy.savez writes it");
    std::string bytes(size, '\0');
    zip_uint64_t at = 0;
    while (at < size) {
        const zip_int64_t got = zip_fread(entry.get(), bytes.data() + at, size - at);
        if (got <= 0)
            break;
        at += static_cast<zip_uint64_t>(got);
    }
    char beyond = 0;
    const bool ended = at == size && zip_fread(entry.get(), &beyond, 1) == 0; // here the checksum is compared
    if (!ended || zip_fclose(entry.release()) != 0)
        return fail("entry " + name + " is damaged or truncated, expected a sound zip file");
    return bytes;
}

using Archive = std::unique_ptr<zip_t, DiscardArchive>;

/// Opened with a look at every entry: it must be what the table of contents says, which a flipped bit in a
/// name is not. Two of the same name pass here, to be named later.
Archive openArchive(const std::filesystem::path& path) {
    int code = 0;
    Archive archive(zip_open(path.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &code));
    if (!archive && code == ZIP_ER_EXISTS)
        archive.reset(zip_open(path.c_str(), ZIP_RDONLY, &code));
    return archive;
}

Result<ParsedFile> parseNpz(const std::filesystem::path& path) {
    const Archive archive = openArchive(path);
    if (!archive)
        return fail("is not a zip file or is damaged, expected a NumPy file (.npz) as numpy.savez writes it");
    ParsedFile parsed;
    parsed.format = "NumPy";
    zip_uint64_t left = mostBytes;
    std::set<std::string> names;
    const zip_int64_t entries = zip_get_num_entries(archive.get(), 0);
    for (zip_int64_t k = 0; k < entries; ++k) {
        const auto index = static_cast<zip_uint64_t>(k);
        zip_stat_t info;
        constexpr zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE;
        if (zip_stat_index(archive.get(), index, 0, &info) != 0 || (info.valid & needed) != needed)
            return fail("has a damaged table of contents, expected a sound zip file");
        std::string name = info.name;
        const bool isArray = name.ends_with(".npy");
        if (isArray)
            name.resize(name.size() - 4);
        // NumPy finds A.npy and A under the same name.
        if (!names.insert(name).second)
            return fail(
                "has the entry " + std::string(info.name).substr(0, 60) +
                " twice, expected every variable once");
        if (!isArray)
            continue;
        if (!isWeightName(name)) {
            parsed.arrays.push_back({name, {}, {}, {}, "is not a weight"});
            continue;
        }
        if (info.size > left)
            return fail("is larger than 1 GiB when unpacked, expected the weights of one network");
        left -= info.size;
        KAMKE_TRY(const auto bytes, contentOf(archive.get(), index, name, info.size));
        KAMKE_TRY(auto array, parseNpy(bytes, name));
        parsed.arrays.push_back(std::move(array));
    }
    return parsed;
}

} // namespace

constinit const ImportFormat npzFormat{
    .id = "npz",
    .name = "NumPy",
    .suffix = ".npz",
    .holds = "a NumPy file (.npz)",
    .parse = parseNpz,
};

} // namespace kamke
