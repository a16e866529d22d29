// MATLAB files of version 7.3: HDF5 behind a header, every array with its extents turned round.
#include "core/io/files/hdf5_file.h"
#include "core/io/hdf5/hdf5_values.h"
#include "core/io/hdf5/superblock.h"
#include "core/io/import/mat_file.h"
#include "core/model/try.h"

#include <algorithm>
#include <array>

namespace kamke {

namespace {

constexpr const char* fullMatrix = "a full matrix of numbers (no struct, sparse or cell array)";

constexpr std::array classesOfNumbers{"double", "single", "int8",  "uint8",  "int16",  "uint16",
                                      "int32",  "uint32", "int64", "uint64", "logical"};

/// MATLAB's class of the array; empty where the writer has not said it. Programs in Python write the text
/// with zeros or blanks behind it, or of variable length.
Result<std::string> classOf(const hdf5::Handle& dataset, const std::string& name) {
    KAMKE_TRY(
        auto text, hdf5::readStringAttribute(
                       dataset.id(), "MATLAB_class", " of " + name, "the name of a class, as double"));
    std::string found = std::move(text).value_or("");
    found.erase(std::find(found.begin(), found.end(), '\0'), found.end());
    while (!found.empty() && found.back() == ' ')
        found.pop_back();
    return found;
}

Result<NamedArray> arrayIn(hid_t file, const std::string& name) {
    NamedArray array;
    array.name = name;
    const auto refused = [&](const std::string& why) {
        array.refusal = why;
        return array;
    };
    if (!isWeightName(name))
        return refused("is not a weight");
    KAMKE_TRY(const auto dataset, hdf5::openDataset(file, name, fullMatrix));
    if (!dataset)
        return fail("the entry of " + name + " is damaged, expected a sound HDF5 file");
    KAMKE_TRY(const auto type, classOf(*dataset, name));
    array.type = type.empty() ? "numbers" : hdf5::plain(type.substr(0, 20));
    if (!type.empty() &&
        std::find(classesOfNumbers.begin(), classesOfNumbers.end(), type) == classesOfNumbers.end())
        return refused("is of the class " + array.type + ", expected " + fullMatrix);
    KAMKE_TRY(
        const auto empty, hdf5::readNumberAttribute(dataset->id(), "MATLAB_empty", " of " + name, "0 or 1"));
    if (empty && empty->values != std::vector<double>{0}) // then the numbers are the extents
        return refused("is empty, expected at least one number");
    const hdf5::Handle stored(H5Dget_type(dataset->id()));
    if (stored && H5Tget_class(stored.id()) == H5T_COMPOUND)
        return refused("is complex, expected real numbers");
    KAMKE_TRY(const auto numbers, hdf5::readNumbers(*dataset, name, fullMatrix));
    array.shape.assign(numbers.shape.rbegin(), numbers.shape.rend());
    if (array.shape.size() > 2)
        return refused("is " + extentsText(array.shape) + ", expected a matrix");
    if (numbers.values.empty())
        return refused("is " + extentsText(array.shape) + ", expected at least one number");
    const Index rows = array.shape.empty() ? 1 : array.shape[0];
    array.values = Eigen::Map<const Matrix>(
        numbers.values.data(), rows, static_cast<Index>(numbers.values.size()) / rows);
    return array;
}

/// The name of a link of the file's root; empty when it is damaged.
std::string linkName(hid_t file, hsize_t number) {
    std::array<char, 256> name{};
    const ssize_t size = H5Lget_name_by_idx(
        file, ".", H5_INDEX_NAME, H5_ITER_INC, number, name.data(), name.size(), H5P_DEFAULT);
    return size < 0 ? std::string() : std::string(name.data());
}

} // namespace

Result<ParsedFile> parseMat73(const std::filesystem::path& path) {
    KAMKE_CHECK(checkSuperblock(path, "a MATLAB 7.3 file"));
    KAMKE_TRY(const auto file, openForReading(path));
    H5G_info_t root{};
    if (H5Gget_info(file.id(), &root) < 0)
        return fail("has a damaged table of contents, expected a sound HDF5 file");
    if (root.nlinks > 10'000)
        return fail("has more than 10000 variables, expected the weights of one network");
    ParsedFile parsed;
    parsed.format = "MATLAB 7.3";
    for (hsize_t k = 0; k < root.nlinks; ++k) {
        const std::string name = linkName(file.id(), k);
        if (name.empty())
            return fail("has a damaged table of contents, expected a sound HDF5 file");
        if (name.front() == '#') // MATLAB's own
            continue;
        KAMKE_TRY(auto array, arrayIn(file.id(), name));
        parsed.arrays.push_back(std::move(array));
    }
    return parsed;
}

} // namespace kamke
