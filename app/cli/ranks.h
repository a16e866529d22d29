// One sweep over several processes that mpirun has started.
#pragma once

#include "core/sweep/run.h"

#include <memory>
#include <optional>
#include <string>

namespace kamke::cli {

/// Where this process stands among those that mpirun has started; told by the environment, without MPI.
struct RankPlace {
    int rank = 0, count = 1;
    int onThisMachine = 1; ///< how many of them
};
RankPlace rankPlace();

/// Why several processes cannot run this command, in one sentence; nothing when they can or there is only
/// one.
std::optional<std::string> whyNoRanks(const std::string& command);

/// Threads that this process should start unless told otherwise: its share of the processors it may use.
int defaultThreads();

/// Rank 0 hands out blocks, takes the results and computes as well; the others compute. Each rank has opened
/// the same files by itself.
class Ranks {
public:
    virtual ~Ranks() = default;
    /// Whether all ranks are ready for the same sweep: `error` is what keeps this one from it (empty:
    /// nothing), `work` tells what it would work on. Gives the same sentence on all ranks, empty when all is
    /// well.
    virtual std::string agree(const std::string& error, const std::string& work) = 0;
    /// runSweep() with the help of the others, on rank 0.
    virtual Result<SweepEnd>
    lead(const SweepEngine& engine, const SampleSource& source, SweepSink& sink, const SweepRun& run) = 0;
    /// Computes what rank 0 hands out, until there is no more or the limits are reached.
    virtual void
    follow(const SweepEngine& engine, const SampleSource& source, int threads, const Limits& limits) = 0;
};

/// Starts MPI where there are several processes, nothing otherwise. The last thing to do before agree().
std::unique_ptr<Ranks> startRanks();

} // namespace kamke::cli
