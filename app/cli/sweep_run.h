// How certify and decide run their sweeps: with a file, a shard of the blocks, and other processes.
#pragma once

#include "sweep_problem.h"

#include "core/sweep/run.h"

#include <functional>
#include <optional>
#include <string>

namespace kamke::cli {

struct SweepArguments : SampleOptions {
    std::string eps, shard;

    /// Registers --eps and --shard.
    void addSweep(CLI::App& command);
    /// The values of --eps in increasing order, each once; throws UsageError.
    Vector increasingEps() const;
};

/// What a subcommand runs.
struct PlannedRun {
    const char* title; ///< of the progress
    SweepPlan plan;
    std::vector<NamedFile> results; ///< --results and its like, of which at most one is given
    std::vector<NamedFile> inputs;  ///< beside NETWORK and DATA
    /// Why the network is at fault; nothing when it is not (default: it never is).
    std::function<std::optional<std::string>(const NetworkAnalysis&)> whyNot;
    /// Takes what is in the file and what is computed; made once the network and the samples are known, which
    /// outlive `computed`.
    std::function<SweepSink&(const Certifier&, const SampleSource&)> sink;
    /// Called when all is computed, or the run has stopped (default: nothing).
    std::function<void()> computed{};
};

struct FinishedRun {
    SweepProblem problem;
    bool complete; ///< everything that was asked for is there
};

/// Runs it; throws InputError or UsageError. Nothing on a rank that has helped another one, which speaks.
std::optional<FinishedRun> runPlanned(const SweepArguments& options, const PlannedRun& planned);

} // namespace kamke::cli
