#include "core/io/files/dataset_file.h"

#include "core/io/files/dataset_reader.h"
#include "core/io/files/idx_file.h"
#include "core/io/files/isolated_reader.h"
#include "core/io/hdf5/hdf5_values.h"
#include "core/io/hdf5/superblock.h"
#include "core/model/try.h"

#include <algorithm>
#include <exception>
#include <new>

namespace kamke {

namespace fs = std::filesystem;

namespace {

constexpr const char* imagesText = "images (IDX, N×h×w or N×r unsigned bytes)";
constexpr const char* labelsOf = "labels (IDX, N unsigned bytes)";

/// `text` with the first `from` replaced, or nothing.
std::optional<std::string> replaced(const std::string& text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    if (at == std::string::npos)
        return std::nullopt;
    return std::string(text).replace(at, from.size(), to);
}

/// The labels file beside an images file by its usual name, packed or not. The error is a whole sentence.
Result<fs::path> labelsBeside(const fs::path& path) {
    const std::string name = path.filename().string();
    auto other = replaced(name, "images-idx3", "labels-idx1");
    if (!other)
        other = replaced(name, "images.idx3", "labels.idx1");
    if (!other)
        return fail(
            hdf5::fileName(path) + ": its labels file cannot be found by name, expected a name with "
                                   "images-idx3 in it or a labels file to be given");
    const bool packed = other->ends_with(".gz");
    const std::string alternative = packed ? other->substr(0, other->size() - 3) : *other + ".gz";
    std::error_code code;
    for (const std::string& candidate : {*other, alternative})
        if (fs::exists(path.parent_path() / candidate, code))
            return path.parent_path() / candidate;
    return fail(
        hdf5::fileName(path) + ": there is no labels file beside it, expected " + hdf5::plain(*other) +
        " or " + hdf5::plain(alternative));
}

/// "mnist test" for mnist/t10k-images-idx3-ubyte.gz; the file's name where it is not the usual one.
std::string nameOf(const fs::path& path) {
    const std::string file = path.filename().string();
    const auto at = file.find("-images");
    if (at == std::string::npos || at == 0)
        return hdf5::plain(path.stem().string());
    const std::string prefix = file.substr(0, at);
    std::error_code code;
    const fs::path absolute = fs::absolute(path, code);
    const std::string folder = (code ? path : absolute).lexically_normal().parent_path().filename().string();
    const std::string part = prefix == "t10k" ? "test" : prefix == "train" ? "training" : prefix;
    return hdf5::plain(folder.empty() ? part : folder + " " + part);
}

/// Errors are whole sentences with the name of the file at fault.
Result<Dataset> readIdxPair(const fs::path& path, const fs::path& given) {
    const auto named = [](const fs::path& file, const Error& error) {
        return fail(hdf5::fileName(file) + ": " + error.message);
    };
    auto inputs = readIdx(path, imagesText);
    if (!inputs)
        return named(path, inputs.error());
    if (inputs->shape.size() == 1)
        return named(
            path, {"has one dimension, like a file of labels, expected " + std::string(imagesText) +
                   "; open the images file, its labels are found beside it"});
    fs::path labelsPath = given;
    if (given.empty()) {
        KAMKE_TRY(labelsPath, labelsBeside(path));
    }
    const auto labels = readIdx(labelsPath, labelsOf);
    if (!labels)
        return named(labelsPath, labels.error());
    if (labels->shape.size() != 1)
        return named(
            labelsPath,
            {"is " + hdf5::shapeText(labels->shape) + ", expected " + labelsOf + ", one per image"});
    if (labels->shape.front() != inputs->shape.front())
        return named(
            labelsPath,
            {"has " + std::to_string(labels->shape.front()) + " labels, expected " +
             std::to_string(inputs->shape.front()) + " as " + hdf5::fileName(path) + " has images"});
    Dataset data;
    data.name = nameOf(path);
    if (inputs->shape.size() == 3)
        data.shape = {static_cast<int>(inputs->shape[1]), static_cast<int>(inputs->shape[2])};
    const Index count = inputs->shape.front();
    data.values = Dataset::Bytes(Eigen::Map<const Dataset::Bytes>(
        inputs->values.data(), static_cast<Index>(inputs->values.size()) / count, count));
    data.labels.assign(labels->values.begin(), labels->values.end());
    return data;
}

bool isConsistent(const Dataset& data) {
    Index pixels = 1;
    for (const int extent : data.shape)
        pixels = extent > 0 && pixels <= data.r() / extent ? pixels * extent : 0;
    return data.size() >= 1 && data.r() >= 1 && (data.shape.empty() || pixels == data.r()) &&
           static_cast<Index>(data.labels.size()) == data.size() &&
           std::none_of(data.labels.begin(), data.labels.end(), [](int label) { return label < 0; });
}

Result<Dataset> readHdf5(const fs::path& path) {
    auto data = readIsolated(path, {aDataSet, "a data set"}, [&] { return readDatasetHere(path); });
    if (!data)
        return data;
    // The child may have been led astray, so that what it sent is well-formed and yet no data set.
    if (!isConsistent(*data))
        return nonsense();
    if (data->name.empty())
        data->name = hdf5::plain(path.stem().string());
    return data;
}

Result<Dataset> read(const fs::path& path, const fs::path& labels) {
    const auto named = [&](const Error& error) { return fail(hdf5::fileName(path) + ": " + error.message); };
    if (auto ok = checkRegularFile(path, aDataSet); !ok)
        return named(ok.error());
    if (!hasHdf5Signature(path))
        return readIdxPair(path, labels);
    if (!labels.empty())
        return named(
            {"is an HDF5 file and has its labels inside, expected no labels file (" + hdf5::fileName(labels) +
             ")"});
    auto data = readHdf5(path);
    if (!data)
        return named(data.error());
    return data;
}

} // namespace

Result<Dataset> readDataset(const fs::path& path, const fs::path& labels) {
    try {
        return read(path, labels);
    } catch (const std::bad_alloc&) {
        return fail(
            hdf5::fileName(path) + ": needs more memory than there is, expected a data set of moderate size");
    } catch (const std::exception& problem) {
        return fail(hdf5::fileName(path) + ": cannot be read (" + problem.what() + "), expected " + aDataSet);
    }
}

std::vector<fs::path> filesOfDataset(const fs::path& path, const fs::path& labels) {
    std::vector<fs::path> files{path};
    if (!labels.empty())
        files.push_back(labels);
    else if (auto beside = labelsBeside(path))
        files.push_back(std::move(*beside));
    return files;
}

} // namespace kamke
