#include "core/io/files/network_reader.h"

#include "core/io/files/hdf5_file.h"
#include "core/io/files/input_reader.h"
#include "core/io/hdf5/hdf5_values.h"
#include "core/io/hdf5/superblock.h"
#include "core/model/try.h"

#include <cmath>
#include <limits>

namespace kamke {

using hdf5::Handle;
using hdf5::NumberArray;

namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

std::string countText(const char* letter, Index value) {
    return std::string(letter) + " = " + std::to_string(value);
}

/// The data set `name` with `rank` dimensions whose extents are `expected`, −1 where any (≥ 1) will do. Empty
/// without one.
Result<std::optional<NumberArray>>
readArray(hid_t file, const std::string& name, const std::vector<Index>& expected, const std::string& what) {
    KAMKE_TRY(const auto dataset, hdf5::openDataset(file, name, what));
    if (!dataset)
        return std::nullopt;
    KAMKE_TRY(auto array, hdf5::readNumbers(*dataset, name, what));
    bool fits = array.shape.size() == expected.size();
    for (std::size_t k = 0; fits && k < expected.size(); ++k)
        fits = expected[k] < 0 ? array.shape[k] >= 1 : array.shape[k] == expected[k];
    if (!fits)
        return fail("dataset " + name + " is " + hdf5::shapeText(array.shape) + ", expected " + what);
    for (std::size_t k = 0; k < array.values.size(); ++k) {
        if (std::isfinite(array.values[k]))
            continue;
        const auto columns = static_cast<std::size_t>(array.shape.back());
        const std::string place = array.shape.size() == 1 ? std::to_string(k + 1)
                                                          : std::to_string(k / columns + 1) + ", " +
                                                                std::to_string(k % columns + 1);
        return fail(
            "dataset " + name + " has " + (std::isnan(array.values[k]) ? "NaN" : "an infinite number") +
            " at (" + place + "), expected finite numbers");
    }
    return array;
}

/// A matrix that must exist.
Result<Matrix>
readMatrix(hid_t file, const std::string& name, const std::vector<Index>& expected, const std::string& what) {
    KAMKE_TRY(const auto array, readArray(file, name, expected, what));
    if (!array)
        return fail("dataset " + name + " is missing, expected " + what);
    return Matrix(Eigen::Map<const RowMajor>(array->values.data(), array->shape[0], array->shape[1]));
}

/// A vector of `size` entries, `otherwise` when the file has none.
Result<Vector> readVector(hid_t file, const std::string& name, Index size, const std::string& what) {
    KAMKE_TRY(const auto array, readArray(file, name, {size}, what));
    if (!array)
        return Vector(Vector::Zero(size));
    return Vector(Eigen::Map<const Vector>(array->values.data(), size));
}

Result<Activation> readActivation(hid_t file) {
    std::string names;
    for (const auto name : Activation::names())
        names += (names.empty() ? "" : ", ") + std::string(name);
    const std::string what = "one of " + names;
    KAMKE_TRY(const auto name, hdf5::readStringAttribute(file, "activation", "", what));
    if (!name)
        return fail("attribute activation is missing, expected " + what);
    const auto activation = Activation::fromName(*name);
    if (!activation)
        return fail("attribute activation is " + hdf5::quoted(*name) + ", expected " + what);
    if (activation->kind() != Activation::Kind::LeakyRelu)
        return *activation;
    const std::string slopeWhat = "a number in [0, 1], the slope of leaky_relu left of zero";
    KAMKE_TRY(const auto slope, hdf5::readNumberAttribute(file, "slope", "", slopeWhat));
    if (!slope)
        return fail("attribute slope is missing, expected " + slopeWhat);
    if (slope->values.size() != 1)
        return fail(
            "attribute slope has " + std::to_string(slope->values.size()) + " entries, expected " +
            slopeWhat);
    const double value = slope->values.front();
    if (!(value >= 0 && value <= 1))
        return fail("attribute slope is " + numberText(value) + ", expected " + slopeWhat);
    return Activation(Activation::Kind::LeakyRelu, value);
}

Result<void> readWeights(hid_t file, Network& network) {
    KAMKE_TRY(auto A, readMatrix(file, "A", {-1, -1}, "n×n numbers with n ≥ 1"));
    if (A.rows() != A.cols())
        return fail(
            "dataset A is " + std::to_string(A.rows()) + "×" + std::to_string(A.cols()) +
            ", expected n×n numbers, as many rows as columns");
    network.A = std::move(A);
    const Index n = network.n();
    const std::string shapeOfA = " (A is " + std::to_string(n) + "×" + std::to_string(n) + ")";
    KAMKE_TRY(
        network.B,
        readMatrix(file, "B", {n, -1}, "n×r numbers with " + countText("n", n) + " rows" + shapeOfA));
    const Index r = network.r();
    KAMKE_TRY(
        network.C,
        readMatrix(file, "C", {-1, n}, "q×n numbers with " + countText("n", n) + " columns" + shapeOfA));
    const Index q = network.q();
    KAMKE_TRY(
        network.b, readVector(file, "b", n, "a vector of " + countText("n", n) + " numbers" + shapeOfA));
    KAMKE_TRY(
        network.c,
        readVector(file, "c", q, "a vector of " + countText("q", q) + " numbers, one per row of C"));
    KAMKE_TRY(
        const auto D, readArray(
                          file, "D", {q, r},
                          "q×r numbers, here " + hdf5::shapeText({q, r}) + " (rows of C × columns of B)"));
    network.D = D ? Matrix(Eigen::Map<const RowMajor>(D->values.data(), q, r)) : Matrix(Matrix::Zero(q, r));
    KAMKE_TRY(
        const auto eta,
        readArray(file, "eta", {n}, "a vector of " + countText("n", n) + " numbers > 0" + shapeOfA));
    if (eta) {
        network.eta = Eigen::Map<const Vector>(eta->values.data(), n);
        for (Index i = 0; i < n; ++i)
            if (!((*network.eta)(i) > 0))
                return fail(
                    "dataset eta has " + numberText((*network.eta)(i)) + " at (" + std::to_string(i + 1) +
                    "), expected numbers > 0");
    }
    return {};
}

Result<void> readTexts(hid_t file, Network& network) {
    for (const auto& [name, text] :
         {std::pair{"name", &network.name},
          {"description", &network.description},
          {"source", &network.source}}) {
        KAMKE_TRY(auto value, hdf5::readStringAttribute(file, name, "", "a text"));
        *text = std::move(value).value_or("");
    }
    const std::string what = countText("q", network.q()) + " texts, one per row of C";
    KAMKE_TRY(const auto dataset, hdf5::openDataset(file, "labels", what));
    if (!dataset)
        return {};
    KAMKE_TRY(auto labels, hdf5::readStrings(*dataset, "labels", what));
    if (static_cast<Index>(labels.size()) != network.q())
        return fail("dataset labels has " + std::to_string(labels.size()) + " entries, expected " + what);
    network.labels = std::move(labels);
    return {};
}

} // namespace

Result<Network> networkIn(hid_t file) {
    Network network;
    KAMKE_CHECK(checkFormat(file, FileFormat::Network));
    KAMKE_TRY(network.activation, readActivation(file));
    KAMKE_CHECK(readWeights(file, network));
    KAMKE_CHECK(readTexts(file, network));
    KAMKE_CHECK(readInput(file, network));
    KAMKE_CHECK(readTraining(file, network));
    if (auto wrong = whatIsWrongWith(network))
        return fail(*wrong);
    return network;
}

Result<Network> readNetworkHere(const std::filesystem::path& path) {
    KAMKE_CHECK(checkSuperblock(path, aNetworkFile));
    KAMKE_TRY(const auto file, openForReading(path));
    return networkIn(file.id());
}

} // namespace kamke
