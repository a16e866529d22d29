#include "core/io/files/verdict_file.h"

#include "core/io/files/hdf5_file.h"
#include "core/io/files/isolated_reader.h"
#include "core/io/files/network_hash.h"
#include "core/io/files/replace_file.h"
#include "core/io/hdf5/hdf5_put.h"
#include "core/io/hdf5/hdf5_values.h"
#include "core/model/try.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <map>

namespace kamke {

namespace {

constexpr const char* aVerdictFile = "a file of verdicts (HDF5)";
constexpr Index proofColumns = 5, witnessColumns = 6, attemptColumns = 6;

/// As it lies in the file.
struct VerdictTables {
    std::string network, data, norm, check;
    bool clip = false;
    std::vector<std::int64_t> labels, predictions;
    std::vector<std::string> names, reasons;
    Matrix proofs, witnesses, inputs, attempts;
};

} // namespace

template<>
struct Members<VerdictTables> {
    static auto of(auto& all) {
        return std::tie(
            all.network, all.data, all.norm, all.check, all.clip, all.labels, all.predictions, all.names,
            all.reasons, all.proofs, all.witnesses, all.inputs, all.attempts);
    }
};

namespace {

std::string checkOf(VerdictTables tables) {
    tables.check.clear();
    return sha256(toBytes(tables));
}

// Writing

/// Numbers of strings in the order in which they come.
class StringNumbers {
public:
    double of(const std::string& text) {
        const auto [at, isNew] = numbers_.try_emplace(text, static_cast<double>(list.size()));
        if (isNew)
            list.push_back(text);
        return at->second;
    }
    std::vector<std::string> list;

private:
    std::map<std::string, double> numbers_;
};

Matrix rowsOf(const std::vector<double>& numbers, Index columns) {
    using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    return Eigen::Map<const Rows>(numbers.data(), static_cast<Index>(numbers.size()) / columns, columns);
}

VerdictTables tablesOf(const VerdictProblem& problem, const VerdictStore& store) {
    VerdictTables tables;
    tables.network = problem.network;
    tables.data = problem.data;
    tables.norm = problem.norm == BallNorm::L2 ? "l2" : "linf";
    tables.clip = problem.clip;
    StringNumbers names, reasons;
    std::vector<double> proofs, witnesses, attempts;
    std::vector<const KnownWitness*> found;
    const auto put = [](std::vector<double>& rows, std::initializer_list<double> row) {
        rows.insert(rows.end(), row);
    };
    Index r = 0;
    for (Index k = 0; k < store.size(); ++k) {
        const SampleKnowledge& one = store.sample(k);
        const auto sample = static_cast<double>(k);
        tables.labels.push_back(store.label(k));
        tables.predictions.push_back(one.prediction);
        for (const KnownProof& proof : one.proofs)
            put(proofs,
                {sample, proof.eps, names.of(proof.by), proof.margin, static_cast<double>(proof.rigorous)});
        if (one.witness) {
            const KnownWitness& witness = *one.witness;
            put(witnesses, {sample, witness.distance, names.of(witness.by), double(witness.readAs),
                            witness.margin, witness.rounding});
            found.push_back(&witness);
            r = witness.input ? witness.input->size() : r;
        }
        for (const KnownAttempt& attempt : one.attempts)
            put(attempts, {sample, attempt.eps, names.of(attempt.by), attempt.bound, attempt.seconds,
                           reasons.of(attempt.reason)});
    }
    tables.proofs = rowsOf(proofs, proofColumns);
    tables.witnesses = rowsOf(witnesses, witnessColumns);
    tables.attempts = rowsOf(attempts, attemptColumns);
    tables.inputs = Matrix::Constant(r > 0 ? static_cast<Index>(found.size()) : 0, r, nan);
    for (std::size_t row = 0; row < found.size() && r > 0; ++row)
        if (found[row]->input && found[row]->input->size() == r)
            tables.inputs.row(static_cast<Index>(row)) = found[row]->input->transpose();
    tables.names = names.list;
    tables.reasons = reasons.list;
    return tables;
}

bool putRows(hid_t file, const char* name, const Matrix& rows) {
    return rows.size() == 0 || hdf5::putMatrix(file, name, rows);
}

bool putTexts(hid_t file, const char* name, const std::vector<std::string>& texts) {
    return texts.empty() || hdf5::putStrings(file, name, texts);
}

// Reading

Result<Matrix> rowsIn(hid_t file, const std::string& name, Index columns) {
    const std::string what = "rows of numbers";
    KAMKE_TRY(const auto dataset, hdf5::openDataset(file, name, what));
    if (!dataset)
        return Matrix(0, columns);
    KAMKE_TRY(const auto array, hdf5::readNumbers(*dataset, name, what));
    if (array.shape.size() != 2 || (columns > 0 && array.shape[1] != columns))
        return fail(
            "dataset " + name + " is " + hdf5::shapeText(array.shape) + ", expected rows of " +
            (columns > 0 ? std::to_string(columns) + " numbers" : "inputs"));
    return rowsOf(array.values, array.shape[1]);
}

Result<std::vector<std::int64_t>> integersIn(hid_t file, const std::string& name) {
    const std::string what = "one integer for each sample";
    KAMKE_TRY(const auto dataset, hdf5::openDataset(file, name, what));
    if (!dataset)
        return fail("dataset " + name + " is missing, expected " + what);
    KAMKE_TRY(const auto array, hdf5::readNumbers(*dataset, name, what));
    std::vector<std::int64_t> values;
    for (const double value : array.values) {
        if (!(std::abs(value) < 1e9))
            return fail("dataset " + name + " has the entry " + numberText(value) + ", expected " + what);
        values.push_back(static_cast<std::int64_t>(value));
    }
    return values;
}

Result<std::vector<std::string>> textsIn(hid_t file, const std::string& name) {
    const std::string what = "a list of strings";
    KAMKE_TRY(const auto dataset, hdf5::openDataset(file, name, what));
    if (!dataset)
        return std::vector<std::string>();
    return hdf5::readStrings(*dataset, name, what);
}

Result<std::string> textAttribute(hid_t file, const std::string& name) {
    KAMKE_TRY(const auto text, hdf5::readStringAttribute(file, name, "", "a text"));
    return text.value_or("");
}

Result<VerdictTables> tablesIn(const std::filesystem::path& path) {
    KAMKE_TRY(const auto file, openForReading(path));
    KAMKE_CHECK(checkFormat(file.id(), FileFormat::Verdicts));
    VerdictTables tables;
    KAMKE_TRY(tables.network, textAttribute(file.id(), "network"));
    KAMKE_TRY(tables.data, textAttribute(file.id(), "data"));
    KAMKE_TRY(tables.norm, textAttribute(file.id(), "norm"));
    KAMKE_TRY(tables.check, textAttribute(file.id(), "check"));
    tables.clip = hdf5::readIntegerAttribute(file.id(), "clip").value_or(0) != 0;
    KAMKE_TRY(tables.labels, integersIn(file.id(), "label"));
    KAMKE_TRY(tables.predictions, integersIn(file.id(), "prediction"));
    KAMKE_TRY(tables.names, textsIn(file.id(), "names"));
    KAMKE_TRY(tables.reasons, textsIn(file.id(), "reasons"));
    KAMKE_TRY(tables.proofs, rowsIn(file.id(), "proofs", proofColumns));
    KAMKE_TRY(tables.witnesses, rowsIn(file.id(), "witnesses", witnessColumns));
    KAMKE_TRY(tables.attempts, rowsIn(file.id(), "attempts", attemptColumns));
    KAMKE_TRY(tables.inputs, rowsIn(file.id(), "witness_inputs", 0));
    if (checkOf(tables) != tables.check)
        return fail("is not as it was written, expected content that matches its checksum");
    return tables;
}

/// Rows of one table by the numbers in them, which a sound file has within their bounds.
class RowReader {
public:
    RowReader(const VerdictTables& tables, const Matrix& rows)
        : tables_(tables)
        , rows_(rows) {}
    bool next() { return ++row_ < rows_.rows(); }
    Index row() const { return row_; }
    double number(Index column) const { return rows_(row_, column); }
    std::size_t sample() { return place(0, tables_.labels.size()); }
    const std::string& text(Index column, const std::vector<std::string>& list) {
        static const std::string none;
        const std::size_t at = place(column, list.size());
        return at < list.size() ? list[at] : none;
    }
    bool good() const { return good_; }

private:
    std::size_t place(Index column, std::size_t size) {
        const double value = number(column);
        if (value >= 0 && value < static_cast<double>(size))
            return static_cast<std::size_t>(value);
        good_ = false;
        return size;
    }
    const VerdictTables& tables_;
    const Matrix& rows_;
    Index row_ = -1;
    bool good_ = true;
};

/// Nothing when numbers stand for nothing.
std::optional<std::vector<SampleKnowledge>> knowledgeIn(const VerdictTables& tables) {
    const std::size_t size = tables.labels.size();
    if (tables.predictions.size() != size ||
        (tables.inputs.rows() > 0 && tables.inputs.rows() != tables.witnesses.rows()))
        return std::nullopt;
    std::vector<SampleKnowledge> all(size + 1); // the last takes what belongs nowhere
    for (std::size_t k = 0; k < size; ++k)
        all[k].prediction = static_cast<int>(tables.predictions[k]);
    RowReader proofs(tables, tables.proofs), witnesses(tables, tables.witnesses),
        attempts(tables, tables.attempts);
    while (proofs.next())
        all[proofs.sample()].proofs.push_back(
            {proofs.number(1), proofs.text(2, tables.names), proofs.number(3), proofs.number(4) == 1});
    while (witnesses.next()) {
        KnownWitness witness{
            witnesses.number(1),
            witnesses.text(2, tables.names),
            static_cast<int>(witnesses.number(3)),
            witnesses.number(4),
            witnesses.number(5),
            nullptr};
        if (tables.inputs.rows() > 0 && tables.inputs.row(witnesses.row()).allFinite())
            witness.input = std::make_shared<const Vector>(tables.inputs.row(witnesses.row()).transpose());
        all[witnesses.sample()].witness = std::move(witness);
    }
    while (attempts.next())
        all[attempts.sample()].attempts.push_back(
            {attempts.number(1), attempts.text(2, tables.names), attempts.number(3), attempts.number(4),
             attempts.text(5, tables.reasons)});
    if (!proofs.good() || !witnesses.good() || !attempts.good())
        return std::nullopt;
    all.pop_back();
    return all;
}

Result<VerdictStore>
storeIn(const std::filesystem::path& path, const VerdictProblem& problem, const std::vector<int>& labels) {
    KAMKE_TRY(
        const auto tables, readIsolated(path, {aVerdictFile, "verdicts"}, [&] { return tablesIn(path); }));
    if (tables.network != problem.network || tables.data != problem.data || tables.clip != problem.clip ||
        tables.norm != (problem.norm == BallNorm::L2 ? "l2" : "linf") ||
        !std::equal(tables.labels.begin(), tables.labels.end(), labels.begin(), labels.end()))
        return fail(
            "holds verdicts of another network, data set or set of inputs, expected those of this one");
    const auto known = knowledgeIn(tables);
    if (!known)
        return fail("has numbers that stand for nothing, expected " + std::string(aVerdictFile));
    VerdictStore store(labels);
    for (std::size_t k = 0; k < known->size(); ++k) {
        if (const auto why = contradiction((*known)[k], (*known)[k]))
            return fail("contradicts itself (of sample " + std::to_string(k) + ", " + *why + ")");
        store.take(static_cast<Index>(k), (*known)[k]);
    }
    return store;
}

} // namespace

Result<void>
writeVerdicts(const std::filesystem::path& path, const VerdictProblem& problem, const VerdictStore& store) {
    VerdictTables tables = tablesOf(problem, store);
    tables.check = checkOf(tables);
    return replaceHdf5File(path, [&](hid_t file) {
        return putFormat(file, FileFormat::Verdicts) && hdf5::putString(file, "network", tables.network) &&
               hdf5::putString(file, "data", tables.data) && hdf5::putString(file, "norm", tables.norm) &&
               hdf5::putInteger(file, "clip", static_cast<std::int64_t>(tables.clip)) &&
               hdf5::putString(file, "check", tables.check) &&
               hdf5::putIntegers(file, "label", tables.labels) &&
               hdf5::putIntegers(file, "prediction", tables.predictions) &&
               putTexts(file, "names", tables.names) && putTexts(file, "reasons", tables.reasons) &&
               putRows(file, "proofs", tables.proofs) && putRows(file, "witnesses", tables.witnesses) &&
               putRows(file, "attempts", tables.attempts) && putRows(file, "witness_inputs", tables.inputs);
    });
}

Result<VerdictStore> readVerdicts(
    const std::filesystem::path& path, const VerdictProblem& problem, const std::vector<int>& labels) {
    const std::string name = hdf5::fileName(path);
    try {
        auto store = storeIn(path, problem, labels);
        if (!store)
            return fail(name + ": " + store.error().message);
        return store;
    } catch (const std::exception& trouble) {
        return fail(name + ": cannot be read (" + trouble.what() + "), expected " + aVerdictFile);
    }
}

Result<void>
addVerdicts(const std::filesystem::path& path, const VerdictProblem& problem, const VerdictStore& store) {
    std::error_code code;
    if (!std::filesystem::exists(path, code))
        return writeVerdicts(path, problem, store);
    std::vector<int> labels;
    for (Index k = 0; k < store.size(); ++k)
        labels.push_back(store.label(k));
    KAMKE_TRY(auto all, readVerdicts(path, problem, labels));
    if (const auto joined = all.join(store); !joined)
        return fail(
            hdf5::fileName(path) + ": contradicts what is known now (" + joined.error().message + ")");
    else if (!*joined)
        return {};
    return writeVerdicts(path, problem, all);
}

} // namespace kamke
