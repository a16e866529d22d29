#include "core/io/files/lipschitz_file.h"

#include "core/io/files/hdf5_file.h"
#include "core/io/files/isolated_reader.h"
#include "core/io/files/replace_file.h"
#include "core/io/hdf5/hdf5_put.h"
#include "core/io/hdf5/hdf5_values.h"
#include "core/model/try.h"
#include "core/sweep/plan.h"

#include <exception>

namespace kamke {

namespace {

/// What the file holds that proves anything.
struct Multipliers {
    std::string norm;
    Matrix lambda, t; ///< one row a functional
};

} // namespace

template<>
struct Members<Multipliers> {
    static auto of(auto& found) { return std::tie(found.norm, found.lambda, found.t); }
};

namespace {

Result<Matrix> matrixIn(hid_t file, const std::string& name) {
    const std::string what = "one row of numbers for each functional";
    KAMKE_TRY(const auto dataset, hdf5::openDataset(file, name, what));
    if (!dataset)
        return fail("dataset " + name + " is missing, expected " + what);
    KAMKE_TRY(const auto array, hdf5::readNumbers(*dataset, name, what));
    if (array.shape.size() != 2)
        return fail("dataset " + name + " is " + hdf5::shapeText(array.shape) + ", expected " + what);
    using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    return Matrix(Eigen::Map<const Rows>(array.values.data(), array.shape[0], array.shape[1]));
}

Result<Multipliers> multipliersIn(const std::filesystem::path& path) {
    KAMKE_TRY(auto file, openForReading(path));
    KAMKE_CHECK(checkFormat(file.id(), FileFormat::Lipschitz));
    Multipliers found;
    KAMKE_TRY(auto norm, hdf5::readStringAttribute(file.id(), "norm", "", "l2 or linf"));
    found.norm = norm.value_or("");
    KAMKE_TRY(found.lambda, matrixIn(file.id(), "lambda"));
    KAMKE_TRY(found.t, matrixIn(file.id(), "t"));
    return found;
}

Result<Multipliers> readMultipliers(const std::filesystem::path& path) {
    return readIsolated(
        path, {"a table of Lipschitz constants (HDF5)", "multipliers"}, [&] { return multipliersIn(path); });
}

Result<LipschitzTable>
proved(const std::filesystem::path& path, const NetworkAnalysis& analysis, BallNorm norm) {
    KAMKE_TRY(auto found, readMultipliers(path));
    if (found.norm != normId(norm))
        return fail("attribute norm is \"" + found.norm + "\", expected \"" + normId(norm) + "\"");
    const Vector none = Vector::Zero(analysis.network().n());
    std::vector<SystemMultipliers> multipliers;
    for (Index k = 0; k < found.lambda.rows() && k < found.t.rows(); ++k)
        multipliers.push_back({found.lambda.row(k).transpose(), found.t.row(k).transpose(), none, none});
    auto table = tableFromProofs(analysis, norm, std::move(multipliers));
    if (!table)
        return fail(
            "holds " + std::to_string(found.lambda.rows()) + " rows of " +
            std::to_string(found.lambda.cols()) + " and " + std::to_string(found.t.cols()) +
            " multipliers, expected those of this network (" +
            std::to_string(lipschitzFunctionals(analysis, norm).size()) + " rows of " +
            std::to_string(analysis.network().r()) + " and " + std::to_string(analysis.network().n()) + ")");
    if (!table->pairs.allFinite())
        return fail(
            "proves no Lipschitz constants of this network, expected the multipliers of its own table");
    return std::move(*table);
}

} // namespace

std::filesystem::path lipschitzFileBeside(const std::filesystem::path& network, BallNorm norm) {
    std::filesystem::path beside = network;
    beside.replace_extension(std::string(".lipschitz-") + normId(norm) + ".h5");
    return beside;
}

std::optional<std::string> whyNoLipschitzFile(const std::filesystem::path& path) {
    std::error_code code;
    if (!std::filesystem::exists(path, code))
        return std::nullopt;
    const auto found = readMultipliers(path);
    return found ? std::nullopt : std::optional(hdf5::fileName(path) + ": " + found.error().message);
}

Result<void> writeLipschitzTable(const std::filesystem::path& path, const LipschitzTable& table) {
    const auto count = static_cast<Index>(table.proofs.size());
    Index r = 0, n = 0;
    for (const LipschitzProof& proof : table.proofs) {
        r = std::max(r, proof.multipliers.lambda.size());
        n = std::max(n, proof.multipliers.t.size());
    }
    Matrix lambda = Matrix::Zero(count, r), t = Matrix::Zero(count, n);
    for (Index k = 0; k < count; ++k) {
        const SystemMultipliers& m = table.proofs[static_cast<std::size_t>(k)].multipliers;
        if (m.t.size() != n || m.lambda.size() != r)
            continue;
        lambda.row(k) = m.lambda.transpose();
        t.row(k) = m.t.transpose();
    }
    return replaceHdf5File(path, [&](hid_t file) {
        return putFormat(file, FileFormat::Lipschitz) && hdf5::putString(file, "norm", normId(table.norm)) &&
               hdf5::putNumber(file, "output", table.output) && hdf5::putNumber(file, "state", table.state) &&
               hdf5::putMatrix(file, "lambda", lambda) && hdf5::putMatrix(file, "t", t) &&
               hdf5::putMatrix(file, "pairs", table.pairs);
    });
}

Result<LipschitzTable>
readLipschitzTable(const std::filesystem::path& path, const NetworkAnalysis& analysis, BallNorm norm) {
    const std::string name = hdf5::fileName(path);
    try {
        auto table = proved(path, analysis, norm);
        if (!table)
            return fail(name + ": " + table.error().message);
        return table;
    } catch (const std::exception& problem) {
        return fail(
            name + ": cannot be read (" + problem.what() +
            "), expected a table of Lipschitz constants (HDF5)");
    }
}

} // namespace kamke
