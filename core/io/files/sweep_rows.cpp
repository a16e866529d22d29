#include "core/io/files/sweep_rows.h"

#include "core/io/hdf5/hdf5_values.h"
#include "core/model/try.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace kamke {

namespace fs = std::filesystem;

static_assert(std::endian::native == std::endian::little, "the file's numbers are written as they are");
static_assert(sizeof(Index) == sizeof(std::int64_t));
static_assert(sizeof(Certified) == 1 && sizeof(Attacked) == 1);
static_assert(sizeof(Decision) == 1 && sizeof(DecisionStage) == 1);

namespace {

/// Takes values out of a buffer one behind the other, or puts them there.
class Cursor {
public:
    explicit Cursor(char* at)
        : at_(at) {}
    template<class T>
    void put(const T& value) {
        std::memcpy(at_, &value, sizeof value);
        at_ += sizeof value;
    }
    template<class T>
    T take() {
        T value;
        std::memcpy(&value, at_, sizeof value);
        at_ += sizeof value;
        return value;
    }
    // Tables lie row by row in the file and column by column in memory.
    template<class Table>
    void putTable(const Table& table) {
        for (Index e = 0; e < table.rows(); ++e)
            for (Index k = 0; k < table.cols(); ++k)
                put(table(e, k));
    }
    template<class Table>
    Table takeTable(Index rows, Index columns) {
        Table table(rows, columns);
        for (Index e = 0; e < rows; ++e)
            for (Index k = 0; k < columns; ++k)
                table(e, k) = take<typename Table::Scalar>();
        return table;
    }

private:
    char* at_;
};

/// Whether every number is one of its list: a newer program may have more of them.
bool areAnswers(const SweepDecisions& decisions) {
    const std::span decided(decisions.decided.data(), static_cast<std::size_t>(decisions.decided.size()));
    const std::span stages(decisions.stage.data(), static_cast<std::size_t>(decisions.stage.size()));
    return std::all_of(
               decided.begin(), decided.end(),
               [](Decision one) { return one >= Decision::NotYet && one <= Decision::Robust; }) &&
           std::all_of(stages.begin(), stages.end(), [](DecisionStage one) {
               return one >= DecisionStage::None && static_cast<std::size_t>(one) < decisionStages;
           });
}

/// Where each of `items` stands in `wanted`.
template<class T>
std::vector<std::size_t> placesIn(const std::vector<T>& wanted, const std::vector<T>& items) {
    std::vector<std::size_t> places;
    places.reserve(items.size());
    for (const T& item : items)
        places.push_back(
            static_cast<std::size_t>(std::find(wanted.begin(), wanted.end(), item) - wanted.begin()));
    return places;
}

} // namespace

Result<SweepRows> SweepRows::open(const fs::path& path, Access access) {
    const auto named = [&](const std::string& message) {
        return fail(hdf5::fileName(path) + ": " + message);
    };
    auto layout = readSweepLayout(path);
    if (!layout)
        return named(layout.error().message);
    SweepRows rows;
    rows.path_ = path;
    rows.layout_ = std::move(*layout);
    rows.columns_ = columnsOf(rows.header());
    rows.setOrder(rows.header());
    const bool write = access == Access::Write;
    rows.descriptor_ = ::open(path.c_str(), (write ? O_RDWR : O_RDONLY) | O_CLOEXEC);
    if (rows.descriptor_ < 0)
        return named(
            std::string("cannot be opened for ") + (write ? "writing" : "reading") + " (" +
            std::strerror(errno) + ")");
    if (write) {
        // Of a kind that the HDF5 library does not use, so that other programs can look at the file
        // meanwhile.
        struct flock lock {};
        lock.l_type = F_WRLCK;
        lock.l_whence = SEEK_SET;
        if (fcntl(rows.descriptor_, F_OFD_SETLK, &lock) != 0 && (errno == EAGAIN || errno == EACCES))
            return named("another process is writing it, expected to be the only one");
    }
    return rows;
}

SweepRows::SweepRows(SweepRows&& other) noexcept
    : path_(std::move(other.path_))
    , layout_(std::move(other.layout_))
    , columns_(std::move(other.columns_))
    , methodOrder_(std::move(other.methodOrder_))
    , attackOrder_(std::move(other.attackOrder_))
    , descriptor_(std::exchange(other.descriptor_, -1)) {}

SweepRows& SweepRows::operator=(SweepRows&& other) noexcept {
    std::swap(path_, other.path_);
    std::swap(layout_, other.layout_);
    std::swap(columns_, other.columns_);
    std::swap(methodOrder_, other.methodOrder_);
    std::swap(attackOrder_, other.attackOrder_);
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

SweepRows::~SweepRows() {
    if (descriptor_ >= 0)
        close(descriptor_);
}

void SweepRows::setOrder(const SweepHeader& plan) {
    methodOrder_ = placesIn(plan.methods, header().methods);
    attackOrder_ = placesIn(plan.attacks, header().attacks);
    assert(std::all_of(methodOrder_.begin(), methodOrder_.end(), [&](std::size_t place) {
        return place < plan.methods.size();
    }));
}

std::size_t SweepRows::placeOf(const SweepColumn& column) const {
    switch (column.kind) {
    case SweepColumn::Kind::Certified:
    case SweepColumn::Kind::Margin:
        return methodOrder_[column.row];
    case SweepColumn::Kind::Attacked:
        return attackOrder_[column.row];
    default:
        return 0;
    }
}

Index SweepRows::count(Index block) const {
    return std::min<Index>(header().blockSamples, static_cast<Index>(header().samples) - first(block));
}

std::vector<SweepRows::Segment> SweepRows::segments(Index block) const {
    const auto begin = static_cast<std::uint64_t>(first(block)),
               size = static_cast<std::uint64_t>(count(block));
    const auto samples = static_cast<std::uint64_t>(header().samples);
    std::vector<Segment> list;
    for (const std::uint64_t at : {layout_.label, layout_.prediction, layout_.index})
        list.push_back({at + 8 * begin, 8 * size});
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        const std::uint64_t width = widthOf(columns_[c]);
        for (std::uint64_t e = 0; e < header().eps.size(); ++e)
            list.push_back({layout_.columns[c] + width * (e * samples + begin), width * size});
    }
    return list;
}

Result<void> SweepRows::readAt(std::uint64_t at, void* data, std::size_t size) const {
    auto* to = static_cast<char*>(data);
    while (size > 0) {
        const ssize_t got = pread(descriptor_, to, size, static_cast<off_t>(at));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return fail(
                hdf5::fileName(path_) + ": cannot be read (" +
                (got < 0 ? std::strerror(errno) : "it has become shorter") + "), expected " + aSweepFile);
        to += got;
        at += static_cast<std::uint64_t>(got);
        size -= static_cast<std::size_t>(got);
    }
    return {};
}

Result<void> SweepRows::writeAt(std::uint64_t at, const void* data, std::size_t size) {
    const auto* from = static_cast<const char*>(data);
    while (size > 0) {
        const ssize_t written = pwrite(descriptor_, from, size, static_cast<off_t>(at));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return fail(
                hdf5::fileName(path_) + ": cannot be written (" + std::strerror(errno) +
                "); the blocks that were done are kept");
        from += written;
        at += static_cast<std::uint64_t>(written);
        size -= static_cast<std::size_t>(written);
    }
    return {};
}

Result<std::vector<char>> SweepRows::done() const {
    std::vector<char> marks(static_cast<std::size_t>(header().blocks()));
    KAMKE_CHECK(readAt(layout_.done, marks.data(), marks.size()));
    return marks;
}

Result<std::string> SweepRows::bytesOf(Index block) const {
    std::string bytes;
    for (const Segment& segment : segments(block)) {
        const std::size_t at = bytes.size();
        bytes.resize(at + segment.size);
        KAMKE_CHECK(readAt(segment.at, bytes.data() + at, segment.size));
    }
    return bytes;
}

Result<std::uint64_t> SweepRows::check(Index block) const {
    std::uint64_t value = 0;
    KAMKE_CHECK(readAt(layout_.check + 8 * static_cast<std::uint64_t>(block), &value, sizeof value));
    return value;
}

Result<bool> SweepRows::isSound(Index block) const {
    KAMKE_TRY(const auto bytes, bytesOf(block));
    KAMKE_TRY(const auto written, check(block));
    return XXH3_64bits(bytes.data(), bytes.size()) == written;
}

Result<StoredBlock> SweepRows::read(Index block) const {
    KAMKE_TRY(auto bytes, bytesOf(block));
    KAMKE_TRY(const auto written, check(block));
    if (XXH3_64bits(bytes.data(), bytes.size()) != written)
        return fail(
            hdf5::fileName(path_) + ": samples " + std::to_string(first(block)) + " to " +
            std::to_string(first(block) + count(block) - 1) +
            " are not as they were written, expected data that match their checksum");
    const Index size = count(block), steps = static_cast<Index>(header().eps.size());
    Cursor cursor(bytes.data());
    StoredBlock stored;
    SweepBlock& answer = stored.block;
    answer.first = first(block);
    for (std::vector<int>* const list : {&answer.labels, &answer.predictions})
        for (Index k = 0; k < size; ++k)
            list->push_back(static_cast<int>(cursor.take<std::int64_t>()));
    for (Index k = 0; k < size; ++k)
        stored.numbers.push_back(cursor.take<std::int64_t>());
    answer.certified.resize(methodOrder_.size());
    answer.attacked.resize(attackOrder_.size());
    answer.margins.resize(header().margins ? methodOrder_.size() : 0);
    if (header().nodes > 0)
        answer.decisions = SweepDecisions(steps, size);
    for (const SweepColumn& column : columns_)
        withTable(answer, column, placeOf(column), [&](auto& table) {
            table = cursor.takeTable<std::remove_cvref_t<decltype(table)>>(steps, size);
        });
    if (!areAnswers(answer.decisions))
        return fail(
            hdf5::fileName(path_) +
            ": has numbers in verdict/decided or stage that stand for nothing, expected " + aSweepFile +
            " of this version");
    answer.seconds = Matrix::Zero(static_cast<Index>(methodOrder_.size()), steps);
    answer.attackSeconds = Vector::Zero(static_cast<Index>(attackOrder_.size()));
    return stored;
}

Result<void> SweepRows::replay(const std::vector<char>& marks, SweepSink& sink) const {
    for (std::size_t block = 0; block < marks.size(); ++block) {
        if (marks[block] == 0)
            continue;
        KAMKE_TRY(const auto stored, read(static_cast<Index>(block)));
        if (auto ok = sink.take(stored.block); !ok)
            return ok;
    }
    return {};
}

Result<void> SweepRows::write(const SweepBlock& answer, std::span<const Index> numbers) {
    const Index block = answer.first / static_cast<Index>(header().blockSamples);
    const std::vector<Segment> list = segments(block);
    std::size_t total = 0;
    for (const Segment& segment : list)
        total += segment.size;
    std::string bytes(total, '\0');
    Cursor cursor(bytes.data());
    for (const std::vector<int>* const values : {&answer.labels, &answer.predictions})
        for (const int value : *values)
            cursor.put(std::int64_t{value});
    for (const Index number : numbers)
        cursor.put(static_cast<std::int64_t>(number));
    for (const SweepColumn& column : columns_)
        withTable(answer, column, placeOf(column), [&](const auto& table) { cursor.putTable(table); });
    const char* from = bytes.data();
    for (const Segment& segment : list) {
        if (auto ok = writeAt(segment.at, from, segment.size); !ok)
            return ok;
        from += segment.size;
    }
    const auto number = static_cast<std::uint64_t>(block);
    const std::uint64_t sum = XXH3_64bits(bytes.data(), bytes.size());
    if (auto ok = writeAt(layout_.check + 8 * number, &sum, sizeof sum); !ok)
        return ok;
    const char mark = answer.isFinished() ? blockDone : blockBegun;
    return writeAt(layout_.done + number, &mark, 1);
}

Result<void> SweepRows::flush() {
    if (fsync(descriptor_) != 0)
        return fail(hdf5::fileName(path_) + ": cannot be written (" + std::strerror(errno) + ")");
    return {};
}

} // namespace kamke
