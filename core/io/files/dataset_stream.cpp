#include "core/io/files/dataset_stream.h"

#include "core/io/files/dataset_reader.h"
#include "core/io/files/hdf5_file.h"
#include "core/io/files/isolated_reader.h"
#include "core/io/hdf5/hdf5_lock.h"
#include "core/io/hdf5/hdf5_stored.h"
#include "core/io/hdf5/hdf5_values.h"
#include "core/model/try.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <memory>
#include <mutex>

namespace kamke {

namespace fs = std::filesystem;
using hdf5::Handle;

template<>
struct Members<DatasetOutline> {
    static auto of(auto& outline) {
        return std::tie(outline.size, outline.r, outline.rank, outline.bytes, outline.labels);
    }
};

namespace {

using Bytes = Dataset::Bytes;

/// Bytes that are read at a time when everything is looked at once.
constexpr Index bytesAtOnce = Index{1} << 24;
/// Of unpacked data that the library keeps: threads ask for neighbouring blocks, and a packed piece may hold
/// many of them.
constexpr std::size_t cacheBytes = std::size_t{1} << 26;

Result<Handle> openLargeInputs(hid_t file) {
    auto found = openInputs(file); // looks first whether it may be opened at all
    if (!found)
        return found;
    const Handle access(H5Pcreate(H5P_DATASET_ACCESS));
    if (!access || H5Pset_chunk_cache(access.id(), 12421, cacheBytes, 1) < 0 || !found->close())
        return fail("dataset inputs cannot be opened");
    Handle large(H5Dopen2(file, "inputs", access.id()));
    if (!large)
        return fail("dataset inputs cannot be opened");
    return large;
}

/// Columns `first` … of `to` from the samples of the same numbers; false when the library refuses.
bool readColumns(
    const Handle& dataset, const DatasetOutline& outline, Index first, Index count, hid_t type, void* to) {
    const Handle from(H5Dget_space(dataset.id()));
    std::array<hsize_t, 3> start{static_cast<hsize_t>(first), 0, 0}, size{};
    const auto rank = static_cast<std::size_t>(outline.rank);
    if (!from || rank > size.size() || H5Sget_simple_extent_ndims(from.id()) != outline.rank ||
        H5Sget_simple_extent_dims(from.id(), size.data(), nullptr) < 0)
        return false;
    size[0] = static_cast<hsize_t>(count);
    const auto entries = static_cast<hsize_t>(outline.r * count);
    const Handle memory(H5Screate_simple(1, &entries, nullptr));
    return memory && (rank == 2 ? size[1] : size[1] * size[2]) == static_cast<hsize_t>(outline.r) &&
           H5Sselect_hyperslab(from.id(), H5S_SELECT_SET, start.data(), nullptr, size.data(), nullptr) >= 0 &&
           H5Dread(dataset.id(), type, memory.id(), from.id(), H5P_DEFAULT, to) >= 0;
}

/// Row by row in the file is column by column here: one column a sample.
Result<Matrix> readInputs(const Handle& dataset, const DatasetOutline& outline, Index first, Index count) {
    const auto unreadable = [&] {
        return fail(
            "dataset inputs cannot be read at samples " + std::to_string(first) + " to " +
            std::to_string(first + count - 1) + ", its data are damaged, expected a sound HDF5 file");
    };
    if (outline.bytes) {
        Bytes bytes(outline.r, count);
        if (!readColumns(dataset, outline, first, count, H5T_NATIVE_UINT8, bytes.data()))
            return unreadable();
        return Dataset{{}, {}, std::move(bytes), {}, {}}.inputs(0, count);
    }
    Matrix values(outline.r, count);
    if (!readColumns(dataset, outline, first, count, H5T_NATIVE_DOUBLE, values.data()))
        return unreadable();
    for (Index k = 0; k < count; ++k)
        if (!values.col(k).allFinite())
            for (Index i = 0; i < outline.r; ++i)
                if (!std::isfinite(values(i, k)))
                    return fail(notFinite(
                        values(i, k), static_cast<std::size_t>((first + k) * outline.r + i), outline.r));
    return values;
}

/// The work of the child that reads everything once.
Result<std::string> lookAtAll(const fs::path& path, const DatasetOutline& outline) {
    KAMKE_TRY(const auto file, openForReading(path));
    KAMKE_TRY(const auto dataset, openLargeInputs(file.id()));
    const Handle type(H5Dget_type(dataset.id()));
    const auto entries = static_cast<std::size_t>(outline.size) * static_cast<std::size_t>(outline.r);
    if (!type || !hdf5::isStandardNumber(type.id()) || !hdf5::isStoredWhole(dataset, type.id(), entries))
        return fail("dataset inputs has numbers of another size or form than its header says, expected a "
                    "sound HDF5 file");
    const Index atOnce = std::max<Index>(1, bytesAtOnce / (8 * outline.r));
    for (Index first = 0; first < outline.size; first += atOnce)
        KAMKE_CHECK(readInputs(dataset, outline, first, std::min(atOnce, outline.size - first)));
    return std::string();
}

} // namespace

Result<DatasetOutline> readDatasetOutline(const fs::path& path) {
    auto outline = readIsolated(path, {aDataSet, "a data set"}, [&]() -> Result<DatasetOutline> {
        KAMKE_TRY(const auto file, openForReading(path));
        return outlineIn(file.id());
    });
    const std::string name = hdf5::fileName(path) + ": ";
    if (!outline)
        return fail(name + outline.error().message);
    // The child may have been led astray, so that what it sent is well-formed and yet no data set.
    const bool good = outline->size >= 1 && outline->r >= 1 && (outline->rank == 2 || outline->rank == 3) &&
                      static_cast<Index>(outline->labels.size()) == outline->size &&
                      *std::min_element(outline->labels.begin(), outline->labels.end()) >= 0;
    if (!good)
        return fail(name + nonsense().value().message);
    return outline;
}

struct DatasetStream::Handles {
    Handle file, dataset; // the data set goes first
};

DatasetStream::DatasetStream(fs::path path, DatasetOutline outline)
    : path_(std::move(path))
    , outline_(std::move(outline)) {}

DatasetStream::~DatasetStream() {
    const std::lock_guard lock(hdf5::lock());
    handles_.reset();
}

Result<std::shared_ptr<const DatasetStream>>
DatasetStream::open(const fs::path& path, DatasetOutline outline) {
    const auto named = [&](const Error& error) { return fail(hdf5::fileName(path) + ": " + error.message); };
    const auto size = static_cast<std::uint64_t>(outline.size) * static_cast<std::uint64_t>(outline.r);
    const IsolatedReading reading{aDataSet, "a data set", outline.bytes ? size : 8 * size};
    if (auto looked = readBytesIsolated(path, reading, [&] { return lookAtAll(path, outline); }); !looked)
        return named(looked.error());
    const std::shared_ptr<DatasetStream> stream(new DatasetStream(path, std::move(outline)));
    const std::lock_guard lock(hdf5::lock());
    auto file = openForReading(path);
    if (!file)
        return named(file.error());
    auto dataset = openLargeInputs(file->id());
    if (!dataset)
        return named(dataset.error());
    stream->handles_ = std::make_unique<Handles>(Handles{std::move(*file), std::move(*dataset)});
    return stream;
}

Result<Matrix> DatasetStream::inputs(Index first, Index count) const {
    const std::lock_guard lock(hdf5::lock());
    auto values = readInputs(handles_->dataset, outline_, first, count);
    if (!values)
        return fail(hdf5::fileName(path_) + ": " + values.error().message);
    return values;
}

Result<Matrix> StreamSource::inputs(Index first, Index count) const {
    Matrix chosen(r(), count);
    for (Index done = 0; done < count;) {
        Index together = 1;
        while (done + together < count && number(first + done + together) == number(first + done) + together)
            ++together;
        auto part = stream_->inputs(number(first + done), together);
        if (!part)
            return part;
        chosen.middleCols(done, together) = *part;
        done += together;
    }
    return chosen;
}

} // namespace kamke
