// A whole sweep: blocks on several threads, into a sink, with progress, stop and time limit.
#pragma once

#include "core/sweep/engine.h"
#include "core/sweep/sample_source.h"

#include <algorithm>
#include <functional>

namespace kamke {

/// Takes blocks as they are finished, in any order, from one thread at a time.
class SweepSink {
public:
    virtual ~SweepSink() = default;
    /// An error ends the sweep.
    virtual Result<void> take(const SweepBlock& block) = 0;
};

/// How the samples of a sweep are cut into blocks.
struct SweepBlocks {
    SweepBlocks(const SweepPlan& plan, Index sampleCount);

    Index samples;
    Index each; ///< samples of a block
    Index count() const { return (samples + each - 1) / each; }
    Index first(Index block) const { return block * each; }
    Index size(Index block) const { return std::min(each, samples - first(block)); }
};

struct SweepRun {
    int threads = 1; ///< the results do not depend on it (default: 1)
    Limits limits;
    /// The blocks that this run computes; all of them by default. Others do the rest, or have done it.
    std::function<bool(Index block)> wanted;
    /// What is known of a block that is wanted: decisions that were made before a stop. Nothing by default;
    /// from several threads.
    std::function<Result<std::optional<SweepBlock>>(Index block)> known;
    /// Samples that are finished, of those wanted; after every block, from one thread at a time (default:
    /// none).
    std::function<void(Index done, Index total)> progress;
};

enum class SweepEnd { Complete, Stopped };

/// Number of blocks of a sweep over that many samples, which certifies.
Index blocksOf(Index samples);

/// How the threads of a sweep are shared out.
struct SweepThreads {
    int abreast; ///< blocks at a time
    int within;  ///< threads of each
};
/// Blocks side by side. Where a certificate takes seconds for a sample, a block would keep one thread busy
/// for minutes and the others waiting for the last one: there blocks follow each other, and all threads share
/// each. Decisions have small blocks, which are shared only where there are fewer of them than threads.
SweepThreads sharedOut(const SweepPlan& plan, Index blocks, int threads);

/// One block of the source, gone on with from what is `known` of it; nothing when the limits were reached.
Result<std::optional<SweepBlock>> computeBlock(
    const SweepEngine& engine, const SampleSource& source, Index block,
    const std::optional<SweepBlock>& known, const Limits& limits, int threads = 1);

/// Complete when every wanted block has reached the sink and is finished; Stopped by the limits; an error of
/// the source or the sink.
Result<SweepEnd>
runSweep(const SweepEngine& engine, const SampleSource& source, SweepSink& sink, const SweepRun& run = {});

} // namespace kamke
