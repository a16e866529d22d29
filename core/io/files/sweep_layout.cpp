#include "core/io/files/sweep_layout.h"

#include "core/io/files/hdf5_file.h"
#include "core/io/files/isolated_reader.h"
#include "core/io/files/replace_file.h"
#include "core/io/hdf5/hdf5_put.h"
#include "core/io/hdf5/hdf5_values.h"
#include "core/io/hdf5/superblock.h"
#include "core/model/try.h"

#include <algorithm>
#include <limits>
#include <set>

namespace kamke {

template<>
struct Members<AttackHeader> {
    static auto of(auto& attack) {
        return std::tie(
            attack.kind, attack.loss, attack.steps, attack.restarts, attack.first, attack.seed, attack.rate);
    }
};
template<>
struct Members<SweepHeader> {
    static auto of(auto& header) {
        return std::tie(
            header.network, header.data, header.samples, header.blockSamples, header.euclidean, header.clip,
            header.margins, header.float32, header.marginAccuracy, header.nodes, header.eps, header.methods,
            header.attacks);
    }
};
template<>
struct Members<SweepLayout> {
    static auto of(auto& layout) {
        return std::tie(
            layout.header, layout.label, layout.prediction, layout.index, layout.done, layout.check,
            layout.columns);
    }
};

namespace {

using hdf5::Handle;

bool putAttack(hid_t group, const AttackHeader& attack) {
    Handle dataset(H5Dopen2(group, attack.kind.c_str(), H5P_DEFAULT));
    const hid_t id = dataset.id();
    return dataset && hdf5::putInteger(id, "steps", attack.steps) &&
           hdf5::putInteger(id, "restarts", attack.restarts) && hdf5::putNumber(id, "rate", attack.rate) &&
           hdf5::putString(id, "loss", attack.loss) &&
           hdf5::putInteger(id, "seed", static_cast<std::int64_t>(attack.seed)) &&
           hdf5::putInteger(id, "first", attack.first) && dataset.close();
}

hid_t fileTypeOf(const SweepColumn& column) {
    switch (typeOf(column)) {
    case ColumnType::Int8:
        return H5T_STD_I8LE;
    case ColumnType::Int64:
        return H5T_STD_I64LE;
    case ColumnType::Float64:
        break;
    }
    return H5T_IEEE_F64LE;
}

/// An empty table of answers: −1, and what belongs to them is 0 or no number.
bool makeColumn(hid_t parent, const SweepColumn& column, const SweepHeader& header) {
    const std::int8_t notComputed = column.kind == SweepColumn::Kind::Stage ? 0 : -1;
    const std::int64_t zero = 0;
    const double number = column.kind == SweepColumn::Kind::Seconds ? 0 : nan;
    const void* const fill = typeOf(column) == ColumnType::Int8    ? static_cast<const void*>(&notComputed)
                             : typeOf(column) == ColumnType::Int64 ? static_cast<const void*>(&zero)
                                                                   : static_cast<const void*>(&number);
    return hdf5::makeFilled(
        parent, nameOf(column, header).c_str(), fileTypeOf(column),
        {header.eps.size(), static_cast<hsize_t>(header.samples)}, fill);
}

/// The columns of a group, in the order of their names: the file must not depend on the order in which the
/// methods were asked for.
std::vector<SweepColumn> columnsIn(const std::string& group, const SweepHeader& header) {
    std::vector<SweepColumn> some;
    for (const SweepColumn& column : columnsOf(header))
        if (groupOf(column) == group)
            some.push_back(column);
    std::sort(some.begin(), some.end(), [&](const SweepColumn& a, const SweepColumn& b) {
        return nameOf(a, header) < nameOf(b, header);
    });
    return some;
}

bool putStageNames(hid_t file) {
    std::string names;
    for (std::size_t stage = 0; stage < decisionStages; ++stage)
        names += (stage == 0 ? "" : ",") + std::string(decisionStageName(static_cast<DecisionStage>(stage)));
    Handle dataset(H5Dopen2(file, "stage", H5P_DEFAULT));
    return dataset && hdf5::putString(dataset.id(), "names", names) && dataset.close();
}

bool putDecisions(hid_t file, const SweepHeader& header) {
    Handle verdict = hdf5::makeGroup(file, "verdict");
    bool ok = verdict && hdf5::putInteger(file, "node_limit", header.nodes);
    for (const SweepColumn& column : columnsIn("verdict", header))
        ok = ok && makeColumn(verdict.id(), column, header);
    for (const SweepColumn& column : columnsIn("", header)) {
        const std::string name = nameOf(column, header);
        ok = ok && makeColumn(file, column, header) &&
             H5Lcreate_hard(file, name.c_str(), verdict.id(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT) >= 0;
    }
    return ok && putStageNames(file) && verdict.close();
}

bool putStructure(hid_t file, const SweepHeader& header) {
    using hdf5::makeFilled;
    const std::vector<hsize_t> perSample{static_cast<hsize_t>(header.samples)},
        perBlock{static_cast<hsize_t>(header.blocks())};
    const std::int64_t minusOne = -1;
    const std::uint64_t zero = 0;
    bool ok = putFormat(file, FileFormat::Sweep) && hdf5::putString(file, "network", header.network) &&
              hdf5::putString(file, "data", header.data) &&
              hdf5::putInteger(file, "block", header.blockSamples) &&
              hdf5::putInteger(file, "l2", header.euclidean) && hdf5::putInteger(file, "clip", header.clip) &&
              hdf5::putInteger(file, "margins", header.margins) &&
              hdf5::putInteger(file, "float32", header.float32) &&
              hdf5::putNumber(file, "margin_accuracy", header.marginAccuracy) &&
              hdf5::putDataset(
                  file, "eps", H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, {header.eps.size()}, header.eps.data());
    for (const char* name : {"label", "prediction", "index"})
        ok = ok && makeFilled(file, name, H5T_STD_I64LE, perSample, &minusOne);
    ok = ok && makeFilled(file, "done", H5T_STD_U8LE, perBlock, &zero) &&
         makeFilled(file, "check", H5T_STD_U64LE, perBlock, &zero);
    if (header.nodes > 0)
        return ok && putDecisions(file, header);
    for (const char* name : {"certified", "margins", "attacked"}) {
        if (!header.margins && name == std::string_view("margins"))
            continue;
        Handle group = hdf5::makeGroup(file, name);
        ok = ok && group;
        for (const SweepColumn& column : columnsIn(name, header))
            ok = ok && makeColumn(group.id(), column, header) &&
                 (column.kind != SweepColumn::Kind::Attacked ||
                  putAttack(group.id(), header.attacks[column.row]));
        ok = ok && group.close();
    }
    return ok;
}

/// Reads the structure of an open file. The first error ends it: everything after that does nothing.
class Reading {
public:
    explicit Reading(hid_t file)
        : file_(file) {}

    Result<SweepLayout> layout() {
        SweepLayout found;
        SweepHeader& header = found.header;
        header.network = text(file_, "network", "");
        header.data = text(file_, "data", "");
        header.blockSamples = integer(file_, "block", "");
        header.euclidean = integer(file_, "l2", "") != 0;
        header.clip = integer(file_, "clip", "") != 0;
        header.margins = integer(file_, "margins", "") != 0;
        header.float32 = integer(file_, "float32", "") != 0;
        // Files of an older version have every digit.
        if (H5Aexists(file_, "margin_accuracy") > 0)
            header.marginAccuracy = number(file_, "margin_accuracy", "");
        if (H5Aexists(file_, "node_limit") > 0)
            header.nodes = integer(file_, "node_limit", "");
        header.eps = epsilons();
        header.samples = samples();
        if (!error_ && header.nodes < 0)
            error_ = Error{"attribute node_limit is negative, expected a number of nodes"};
        if (!error_ && (header.blockSamples < 1 || header.samples < 1))
            error_ = Error{"attribute block or dataset label is empty, expected at least one sample"};
        if (error_)
            return tl::unexpected(*error_);
        const std::vector<hsize_t> perSample{static_cast<hsize_t>(header.samples)},
            perBlock{static_cast<hsize_t>(header.blocks())};
        found.label = offset(file_, "label", H5T_STD_I64LE, perSample);
        found.prediction = offset(file_, "prediction", H5T_STD_I64LE, perSample);
        found.index = offset(file_, "index", H5T_STD_I64LE, perSample);
        found.done = offset(file_, "done", H5T_STD_U8LE, perBlock);
        found.check = offset(file_, "check", H5T_STD_U64LE, perBlock);
        if (header.nodes == 0)
            readRows(header);
        const std::vector<hsize_t> table{header.eps.size(), perSample.front()};
        for (const SweepColumn& column : columnsOf(header)) {
            const std::string group = groupOf(column), name = nameOf(column, header);
            const Handle parent = group.empty() ? Handle() : this->group(group);
            found.columns.push_back(
                offset(group.empty() ? file_ : parent.id(), name, fileTypeOf(column), table));
        }
        if (error_)
            return tl::unexpected(*error_);
        return found;
    }

private:
    /// The certificates and attacks of the plan.
    void readRows(SweepHeader& header) {
        const Handle certified = group("certified"), attacked = group("attacked");
        for (const Certificate& one : certificates())
            if (const std::string id(one.id); has(certified, id))
                header.methods.push_back(id);
        for (const Attack& one : attacks())
            if (const std::string id(one.id); has(attacked, id))
                header.attacks.push_back(attack(attacked, id));
        countEntries(certified, "certified", header.methods.size(), certificateIds());
        countEntries(attacked, "attacked", header.attacks.size(), attackIds());
    }
    template<class T>
    T valueOr(Result<std::optional<T>> found, const std::string& name, const std::string& what, T other) {
        if (!error_ && !found)
            error_ = found.error();
        else if (!error_ && !*found)
            error_ = Error{"attribute " + name + " is missing, expected " + what};
        return error_ ? other : std::move(**found);
    }
    std::string text(hid_t object, const std::string& name, const std::string& where) {
        return error_ ? std::string()
                      : valueOr<std::string>(
                            hdf5::readStringAttribute(object, name, where, "a text"), name + where, "a text",
                            {});
    }
    std::int64_t integer(hid_t object, const std::string& name, const std::string& where) {
        if (error_)
            return 0;
        const auto value = hdf5::readIntegerAttribute(object, name);
        if (!value)
            error_ = Error{"attribute " + name + where + " is missing or no integer, expected an integer"};
        return value.value_or(0);
    }
    double number(hid_t object, const std::string& name, const std::string& where) {
        if (error_)
            return 0;
        const auto array = valueOr<hdf5::NumberArray>(
            hdf5::readNumberAttribute(object, name, where, "a number"), name + where, "a number", {});
        if (!error_ && array.values.size() != 1)
            error_ = Error{"attribute " + name + where + " is no number, expected a number"};
        return error_ ? 0 : array.values.front();
    }
    Handle dataset(hid_t parent, const std::string& name, const std::string& what) {
        if (error_)
            return {};
        auto found = hdf5::openDataset(parent, name, what);
        if (!found)
            error_ = found.error();
        else if (!*found)
            error_ = Error{"dataset " + name + " is missing, expected " + what};
        return error_ ? Handle() : std::move(**found);
    }
    Handle group(const std::string& name) {
        if (error_)
            return {};
        auto found = hdf5::openGroup(file_, name);
        if (!found)
            error_ = found.error();
        else if (!*found)
            error_ = Error{"group " + name + " is missing, expected one data set per row of the plan"};
        return error_ ? Handle() : std::move(**found);
    }
    bool has(const Handle& parent, const std::string& name) const {
        return !error_ && H5Lexists(parent.id(), name.c_str(), H5P_DEFAULT) > 0;
    }
    void
    countEntries(const Handle& parent, const std::string& name, std::size_t known, const std::string& ids) {
        H5G_info_t info{};
        if (!error_ && (H5Gget_info(parent.id(), &info) < 0 || info.nlinks != known))
            error_ = Error{
                "group " + name + " has " + std::to_string(info.nlinks) + " entries of which " +
                std::to_string(known) + " are known, expected some of " + ids};
    }
    std::vector<double> epsilons() {
        const Handle found = dataset(file_, "eps", "E numbers");
        if (error_)
            return {};
        auto array = hdf5::readNumbers(found, "eps", "E numbers");
        if (!array || array->shape.size() != 1 || array->values.empty()) {
            error_ = array ? Error{"dataset eps is " + hdf5::shapeText(array->shape) + ", expected E numbers"}
                           : array.error();
            return {};
        }
        return std::move(array->values);
    }
    std::int64_t samples() {
        const Handle found = dataset(file_, "label", "N integers");
        const Handle space(error_ ? H5I_INVALID_HID : H5Dget_space(found.id()));
        const hssize_t points = space ? H5Sget_simple_extent_npoints(space.id()) : 0;
        return static_cast<std::int64_t>(points);
    }
    /// Where a data set lies that must be of this very type and shape and in one piece.
    std::uint64_t
    offset(hid_t parent, const std::string& name, hid_t type, const std::vector<hsize_t>& extents) {
        std::vector<Index> shape(extents.begin(), extents.end());
        const std::string what = hdf5::shapeText(shape) + " values in one piece, as a sweep writes it";
        const Handle found = dataset(parent, name, what);
        if (error_)
            return 0;
        const Handle foundType(H5Dget_type(found.id())), space(H5Dget_space(found.id())),
            creation(H5Dget_create_plist(found.id()));
        std::vector<hsize_t> foundExtents(extents.size());
        const bool good = foundType && space && creation && H5Tequal(foundType.id(), type) > 0 &&
                          H5Sget_simple_extent_ndims(space.id()) == static_cast<int>(extents.size()) &&
                          H5Sget_simple_extent_dims(space.id(), foundExtents.data(), nullptr) >= 0 &&
                          foundExtents == extents && H5Pget_layout(creation.id()) == H5D_CONTIGUOUS;
        const haddr_t at = good ? H5Dget_offset(found.id()) : HADDR_UNDEF;
        if (at == HADDR_UNDEF)
            error_ = Error{"dataset " + name + " has another type, shape or storage, expected " + what};
        return error_ ? 0 : static_cast<std::uint64_t>(at);
    }
    AttackHeader attack(const Handle& attacked, const std::string& kind) {
        const Handle found = dataset(attacked.id(), kind, "E×N values");
        const std::string where = " of dataset attacked/" + kind;
        AttackHeader header;
        header.kind = kind;
        header.loss = text(found.id(), "loss", where);
        header.steps = integer(found.id(), "steps", where);
        header.restarts = integer(found.id(), "restarts", where);
        header.first = integer(found.id(), "first", where);
        header.seed = static_cast<std::uint64_t>(integer(found.id(), "seed", where));
        header.rate = number(found.id(), "rate", where);
        return header;
    }

    hid_t file_;
    std::optional<Error> error_;
};

/// Whether every data set lies in the file: the child may have been led astray.
bool liesIn(std::uint64_t size, const SweepLayout& layout) {
    const SweepHeader& header = layout.header;
    const auto inside = [size](std::uint64_t at, std::uint64_t entries, std::uint64_t width) {
        return entries <= size / width && at <= size - entries * width;
    };
    const auto samples = static_cast<std::uint64_t>(header.samples);
    std::set<std::string> methods(header.methods.begin(), header.methods.end()), attacks;
    for (const AttackHeader& attack : header.attacks)
        attacks.insert(attack.kind);
    if (methods.size() != header.methods.size() || attacks.size() != header.attacks.size())
        return false;
    const std::vector<SweepColumn> columns = columnsOf(header);
    if (header.samples < 1 || header.blockSamples < 1 || samples > size || header.eps.empty() ||
        header.eps.size() > size / samples || columns.size() != layout.columns.size())
        return false;
    const std::uint64_t table = samples * header.eps.size();
    const auto blocks = static_cast<std::uint64_t>(header.blocks());
    for (std::size_t c = 0; c < columns.size(); ++c)
        if (!inside(layout.columns[c], table, widthOf(columns[c])))
            return false;
    return inside(layout.label, samples, 8) && inside(layout.prediction, samples, 8) &&
           inside(layout.index, samples, 8) && inside(layout.done, blocks, 1) &&
           inside(layout.check, blocks, 8);
}

} // namespace

Result<void> createSweepFile(const std::filesystem::path& path, const SweepHeader& header) {
    return createHdf5File(path, [&](hid_t file) { return putStructure(file, header); });
}

Result<SweepLayout> readSweepLayout(const std::filesystem::path& path) {
    auto layout = readIsolated(path, {aSweepFile, "a sweep"}, [&]() -> Result<SweepLayout> {
        KAMKE_TRY(const auto file, openForReading(path));
        KAMKE_CHECK(checkFormat(file.id(), FileFormat::Sweep));
        return Reading(file.id()).layout();
    });
    if (!layout)
        return layout;
    std::error_code code;
    const std::uintmax_t size = std::filesystem::file_size(path, code);
    if (code || !liesIn(size, *layout))
        return nonsense();
    return layout;
}

} // namespace kamke
