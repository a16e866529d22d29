#include "core/io/files/dataset_reader.h"

#include "core/io/files/hdf5_file.h"
#include "core/io/files/input_reader.h"
#include "core/io/hdf5/hdf5_values.h"
#include "core/io/hdf5/superblock.h"
#include "core/model/try.h"

#include <algorithm>
#include <cmath>

namespace kamke {

using hdf5::NumberType;

namespace {

constexpr const char* inputsText = "N×r or N×h×w bytes (uint8) or floats with N ≥ 1";

/// Larger class numbers are refused: every table and plot has a row per class.
constexpr double largestLabel = 65535;

/// "sample 3, value 7", counted from 0 like the indices of samples everywhere else.
std::string placeText(std::size_t entry, Index r) {
    const auto width = static_cast<std::size_t>(r);
    return "sample " + std::to_string(entry / width) + ", value " + std::to_string(entry % width);
}

/// Checks N×r or N×h×w, none of them 0, and sets data.shape; gives r.
Result<Index>
checkShape(const std::vector<Index>& shape, const std::string& what, std::vector<int>& imageShape) {
    const bool images = shape.size() == 3;
    if ((shape.size() != 2 && !images) || *std::min_element(shape.begin(), shape.end()) < 1)
        return fail("dataset inputs is " + hdf5::shapeText(shape) + ", expected " + what);
    if (images)
        imageShape = {static_cast<int>(shape[1]), static_cast<int>(shape[2])};
    return images ? shape[1] * shape[2] : shape[1];
}

Result<void> readInputs(hid_t file, Dataset& data) {
    const std::string what = inputsText;
    KAMKE_TRY(const auto dataset, openInputs(file));
    const NumberType type = hdf5::typeOf(dataset);
    if (type == NumberType::Integer)
        return fail("dataset inputs holds integers that are not bytes, expected " + what);
    // Row by row in the file is column by column here: one column a sample.
    if (type == NumberType::Byte) {
        KAMKE_TRY(const auto array, hdf5::readBytes(dataset, "inputs", what));
        KAMKE_TRY(const auto r, checkShape(array.shape, what, data.shape));
        data.values =
            Dataset::Bytes(Eigen::Map<const Dataset::Bytes>(array.values.data(), r, array.shape.front()));
        return {};
    }
    KAMKE_TRY(const auto array, hdf5::readNumbers(dataset, "inputs", what));
    KAMKE_TRY(const auto r, checkShape(array.shape, what, data.shape));
    for (std::size_t k = 0; k < array.values.size(); ++k)
        if (!std::isfinite(array.values[k]))
            return fail(notFinite(array.values[k], k, r));
    data.values = Matrix(Eigen::Map<const Matrix>(array.values.data(), r, array.shape.front()));
    return {};
}

/// Of `samples` samples.
Result<std::vector<int>> readLabels(hid_t file, Index samples) {
    const std::string what = "N = " + std::to_string(samples) + " integers, one per sample of inputs";
    KAMKE_TRY(const auto dataset, hdf5::openDataset(file, "labels", what));
    if (!dataset)
        return fail("dataset labels is missing, expected " + what);
    if (hdf5::typeOf(*dataset) == NumberType::Float)
        return fail("dataset labels holds floats, expected " + what);
    KAMKE_TRY(const auto array, hdf5::readNumbers(*dataset, "labels", what));
    if (array.shape.size() != 1 || array.shape.front() != samples)
        return fail("dataset labels is " + hdf5::shapeText(array.shape) + ", expected " + what);
    std::vector<int> labels;
    labels.reserve(array.values.size());
    for (std::size_t k = 0; k < array.values.size(); ++k) {
        if (array.values[k] < 0 || array.values[k] > largestLabel)
            return fail(
                "dataset labels has " + numberText(array.values[k]) + " at sample " + std::to_string(k) +
                ", expected integers from 0 to " + numberText(largestLabel));
        labels.push_back(static_cast<int>(array.values[k]));
    }
    return labels;
}

Result<void> readLabelNames(hid_t file, Dataset& data) {
    const std::string what = "a text per class, at least " + std::to_string(data.classes()) +
                             " (labels go up to " + std::to_string(data.classes() - 1) + ")";
    KAMKE_TRY(const auto dataset, hdf5::openDataset(file, "label_names", what));
    if (!dataset)
        return {};
    KAMKE_TRY(auto names, hdf5::readStrings(*dataset, "label_names", what));
    if (static_cast<int>(names.size()) < data.classes())
        return fail("dataset label_names has " + std::to_string(names.size()) + " entries, expected " + what);
    data.labelNames = std::move(names);
    return {};
}

} // namespace

Result<Dataset> datasetIn(hid_t file) {
    Dataset data;
    KAMKE_CHECK(checkFormat(file, FileFormat::Dataset));
    KAMKE_TRY(auto name, hdf5::readStringAttribute(file, "name", "", "a text"));
    data.name = std::move(name).value_or("");
    KAMKE_CHECK(readInputs(file, data));
    KAMKE_TRY(data.labels, readLabels(file, data.size()));
    KAMKE_CHECK(readLabelNames(file, data));
    return data;
}

Result<hdf5::Handle> openInputs(hid_t file) {
    KAMKE_TRY(auto dataset, hdf5::openDataset(file, "inputs", inputsText));
    if (!dataset)
        return fail(std::string("dataset inputs is missing, expected ") + inputsText);
    return std::move(*dataset);
}

Result<DatasetOutline> outlineIn(hid_t file) {
    KAMKE_CHECK(checkFormat(file, FileFormat::Dataset));
    KAMKE_TRY(const auto dataset, openInputs(file));
    const NumberType type = hdf5::typeOf(dataset);
    if (type != NumberType::Byte && type != NumberType::Float)
        return fail(std::string("dataset inputs holds neither bytes nor floats, expected ") + inputsText);
    const hdf5::Handle space(H5Dget_space(dataset.id()));
    const int rank = space ? H5Sget_simple_extent_ndims(space.id()) : -1;
    std::vector<hsize_t> extents(static_cast<std::size_t>(std::max(rank, 0)));
    if (rank < 1 || H5Sget_simple_extent_dims(space.id(), extents.data(), nullptr) < 0)
        return fail(std::string("dataset inputs has no readable shape, expected ") + inputsText);
    const std::vector<Index> shape(extents.begin(), extents.end());
    std::vector<int> image;
    KAMKE_TRY(const auto r, checkShape(shape, inputsText, image));
    KAMKE_TRY(auto labels, readLabels(file, shape.front()));
    return DatasetOutline{
        shape.front(), r, static_cast<int>(shape.size()), type == NumberType::Byte, std::move(labels)};
}

std::string notFinite(double value, std::size_t entry, Index r) {
    return "dataset inputs has " + numberText(value) + " at " + placeText(entry, r) +
           ", expected finite numbers";
}

Result<Dataset> readDatasetHere(const std::filesystem::path& path) {
    KAMKE_CHECK(checkSuperblock(path, aDataSet));
    KAMKE_TRY(const auto file, openForReading(path));
    return datasetIn(file.id());
}

} // namespace kamke
