// The file that a sweep streams its results into, and goes on from after it was stopped or killed.
#pragma once

#include "core/io/files/sweep_rows.h"
#include "core/sweep/sample_source.h"

#include <filesystem>
#include <memory>

namespace kamke {

/// Takes the blocks of one sweep. What is in the file depends on network, samples and plan alone: not on the
/// order of blocks, the number of threads, or how often the sweep was stopped in between. (The seconds of
/// decisions do, and where they end a search, what it says.)
class SweepFile : public SweepSink {
public:
    /// Opens the file of this very sweep or makes it. A file of another network or of other samples, one that
    /// is no sweep file, one that is damaged, and one that another process writes are refused and stay as
    /// they are; the error names the file. A file of another plan for the same network and samples is refused
    /// while it is unfinished, or of decisions; a finished one is kept under a new name (note()). Reads all
    /// that is there.
    static Result<SweepFile> open(
        const std::filesystem::path& path, const SweepPlan& plan, std::shared_ptr<const SampleSource> source,
        const std::string& networkFingerprint, const std::string& dataFingerprint);

    /// Whether the block is in the file and sound, and nothing of it is left to decide.
    bool has(Index block) const { return marks_[static_cast<std::size_t>(block)] == blockDone; }
    /// A block that a run of this plan goes on with; nothing of one that it does not, or begins.
    Result<std::optional<SweepBlock>> known(Index block) const;
    Index doneBlocks() const;
    Index blocks() const { return static_cast<Index>(marks_.size()); }
    /// What the user should know about how the file was found; empty as a rule.
    const std::string& note() const { return note_; }

    /// Gives all blocks that the file has or knows to another sink, as counts need them.
    Result<void> replay(SweepSink& sink) const { return rows_.replay(marks_, sink); }
    /// A killed process loses no block that was taken.
    Result<void> take(const SweepBlock& block) override;
    /// Waits until everything is on disk.
    Result<void> flush() { return rows_.flush(); }

private:
    SweepFile(SweepRows rows, std::shared_ptr<const SampleSource> source, SweepPlan plan)
        : rows_(std::move(rows))
        , source_(std::move(source))
        , plan_(std::move(plan)) {}
    Result<void> verifyBlocks();

    SweepRows rows_;
    std::shared_ptr<const SampleSource> source_;
    SweepPlan plan_;
    std::vector<char> marks_; ///< per block: blockDone, blockBegun (known) or 0
    std::string note_;
};

/// Opens the sweep file of another process or run, with nothing else at hand.
class SweepReader {
public:
    static Result<SweepReader> open(const std::filesystem::path& path);

    const SweepHeader& header() const { return rows_.header(); }
    const SweepPlan& plan() const { return plan_; }
    Index samples() const { return static_cast<Index>(header().samples); }
    Index blocks() const { return static_cast<Index>(header().blocks()); }
    /// One byte per block: blockDone, blockBegun or 0. Asks the file each time, since it may be growing.
    Result<std::vector<char>> done() const { return rows_.done(); }
    /// A block that is done or begun; an error when it is damaged.
    Result<StoredBlock> block(Index block) const { return rows_.read(block); }
    Result<bool> isSound(Index block) const { return rows_.isSound(block); }
    /// Gives all blocks that are done or begun to a sink: SweepCounts, SweepTable, DecisionTable.
    Result<void> replay(SweepSink& sink) const;

private:
    SweepReader(SweepRows rows, SweepPlan plan)
        : rows_(std::move(rows))
        , plan_(std::move(plan)) {}

    SweepRows rows_;
    SweepPlan plan_;
};

} // namespace kamke
