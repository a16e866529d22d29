#include "core/sweep/run.h"

#include "core/model/parallel.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <vector>

namespace kamke {

Index blocksOf(Index samples) {
    return (samples + SweepEngine::blockSamples - 1) / SweepEngine::blockSamples;
}

SweepThreads sharedOut(const SweepPlan& plan, Index blocks, int threads) {
    const bool searches =
        std::any_of(plan.certificates.begin(), plan.certificates.end(), [](const Certificate* one) {
            return one->cost == Cost::Search;
        });
    const auto abreast = searches ? 1 : static_cast<int>(std::clamp<Index>(blocks, 1, std::max(threads, 1)));
    return {abreast, searches ? std::max(threads, 1) : 1};
}

Result<SweepEnd>
runSweep(const SweepEngine& engine, const SampleSource& source, SweepSink& sink, const SweepRun& run) {
    std::vector<Index> blocks;
    Index total = 0;
    const auto sizeOf = [&](Index block) {
        return std::min(SweepEngine::blockSamples, source.size() - block * SweepEngine::blockSamples);
    };
    for (Index block = 0; block < blocksOf(source.size()); ++block)
        if (!run.wanted || run.wanted(block)) {
            blocks.push_back(block);
            total += sizeOf(block);
        }
    std::mutex mutex;
    std::optional<Error> error;
    std::atomic<bool> failed = false;
    Index done = 0;
    const auto fail = [&](Error&& cause) {
        const std::lock_guard lock(mutex);
        if (!error)
            error = std::move(cause);
        failed = true;
    };
    const auto [abreast, within] = sharedOut(engine.plan(), static_cast<Index>(blocks.size()), run.threads);
    parallelFor(static_cast<Index>(blocks.size()), abreast, [&, within = within](Index at) {
        if (failed || run.limits.reached())
            return;
        const Index block = blocks[static_cast<std::size_t>(at)];
        const Index first = block * SweepEngine::blockSamples, count = sizeOf(block);
        Result<Matrix> raw = source.inputs(first, count);
        if (!raw)
            return fail(std::move(raw.error()));
        const std::optional<SweepBlock> answer =
            engine.run(*raw, source.labels(first, count), first, run.limits, within);
        if (!answer)
            return;
        const std::lock_guard lock(mutex);
        if (error)
            return;
        if (Result<void> taken = sink.take(*answer); !taken) {
            error = std::move(taken.error());
            failed = true;
            return;
        }
        done += count;
        if (run.progress)
            run.progress(done, total);
    });
    if (error)
        return tl::unexpected(std::move(*error));
    return done == total ? SweepEnd::Complete : SweepEnd::Stopped;
}

} // namespace kamke
