// Reads and writes the blocks of a sweep file in their place.
#pragma once

#include "core/io/files/sweep_layout.h"
#include "core/sweep/run.h"

#include <span>

namespace kamke {

/// A block as it lies in the file.
struct StoredBlock {
    SweepBlock block;           ///< without the seconds of methods and attacks, which no file keeps
    std::vector<Index> numbers; ///< of its samples in their data set
};

/// An open sweep file. Errors name the file.
class SweepRows {
public:
    enum class Access { Read, Write };
    /// With Access::Write it takes a lock that other writers respect, until it is closed; readers do not
    /// mind.
    static Result<SweepRows> open(const std::filesystem::path& path, Access access);
    SweepRows(SweepRows&& other) noexcept;
    SweepRows& operator=(SweepRows&& other) noexcept;
    SweepRows(const SweepRows&) = delete;
    SweepRows& operator=(const SweepRows&) = delete;
    ~SweepRows();

    const std::filesystem::path& path() const { return path_; }
    /// With methods and attacks in the order of the programs' own lists.
    const SweepHeader& header() const { return layout_.header; }
    /// Blocks come and go with methods and attacks in the order of `plan` from now on, which must be a header
    /// of the same sweep. Before, it is that of header(). The file does not depend on it.
    void setOrder(const SweepHeader& plan);

    /// One byte per block: blockDone, blockBegun or 0.
    Result<std::vector<char>> done() const;
    /// What XXH3 of a block's data is said to be.
    Result<std::uint64_t> check(Index block) const;
    /// Whether the data of a block are those that were written.
    Result<bool> isSound(Index block) const;
    /// A block that is done or begun; an error when its data are not those that were written.
    Result<StoredBlock> read(Index block) const;
    /// Gives every block that `marks` has to the sink, in their order.
    Result<void> replay(const std::vector<char>& marks, SweepSink& sink) const;
    /// The data, their checksum, and then the mark that the block is done, or begun.
    Result<void> write(const SweepBlock& block, std::span<const Index> numbers);
    /// Waits until everything is on disk.
    Result<void> flush();

private:
    SweepRows() = default;
    /// The same bytes in the file and, one behind the other, in a buffer.
    struct Segment {
        std::uint64_t at, size;
    };
    std::vector<Segment> segments(Index block) const;
    /// Where a block has the method or the attack of a column.
    std::size_t placeOf(const SweepColumn& column) const;
    Index first(Index block) const { return block * static_cast<Index>(header().blockSamples); }
    Index count(Index block) const;
    Result<std::string> bytesOf(Index block) const;
    Result<void> readAt(std::uint64_t at, void* data, std::size_t size) const;
    Result<void> writeAt(std::uint64_t at, const void* data, std::size_t size);

    std::filesystem::path path_;
    SweepLayout layout_;
    std::vector<SweepColumn> columns_;                   ///< as layout_.columns
    std::vector<std::size_t> methodOrder_, attackOrder_; ///< places in a block
    int descriptor_ = -1;
};

} // namespace kamke
