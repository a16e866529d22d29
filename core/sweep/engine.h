// One block of a sweep: the kernel that threads, ranks and shards share.
#pragma once

#include "core/certify/certifier.h"
#include "core/sweep/plan.h"

#include <memory>
#include <optional>
#include <span>

namespace kamke {

/// Computes blocks of a sweep. Immutable; run() may be called from several threads, and its answer depends on
/// nothing but its arguments: the results are bit-identical however blocks are spread over threads and
/// processes.
class SweepEngine {
public:
    /// The plan must have increasing ε ≥ 0.
    SweepEngine(std::shared_ptr<const Certifier> certifier, SweepPlan plan);

    /// Samples per block; the last block of a source may have fewer. At n = 100 what a block works on then
    /// stays in a core's own cache.
    static constexpr Index blockSamples = 96;
    /// The same of decisions, which take seconds for a sample, so that a process that is killed loses little.
    static constexpr Index decidedSamples = 8;

    const SweepPlan& plan() const { return plan_; }
    const Certifier& certifier() const { return *certifier_; }

    /// `raw` (r×count) and their labels, which must be outputs of the network. Nothing when the limits were
    /// reached before the block was done, or before anything was decided. Certificates that take seconds for
    /// a sample work on `threads` threads. `known`: the same block as it was left, whose decisions are gone
    /// on with.
    std::optional<SweepBlock>
    run(const Matrix& raw, std::span<const int> labels, Index first, const Limits& limits, int threads = 1,
        const std::optional<SweepBlock>& known = {}) const;

private:
    std::shared_ptr<const Certifier> certifier_;
    SweepPlan plan_;
};

} // namespace kamke
