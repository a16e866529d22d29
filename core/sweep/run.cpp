#include "core/sweep/run.h"

#include "core/model/parallel.h"
#include "core/sweep/decided.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <vector>

namespace kamke {

SweepBlocks::SweepBlocks(const SweepPlan& plan, Index sampleCount)
    : samples(sampleCount)
    , each(plan.decisions ? SweepEngine::decidedSamples : SweepEngine::blockSamples) {}

Index blocksOf(Index samples) {
    return SweepBlocks({}, samples).count();
}

SweepThreads sharedOut(const SweepPlan& plan, Index blocks, int threads) {
    const bool searches =
        std::any_of(plan.certificates.begin(), plan.certificates.end(), [](const Certificate* one) {
            return one->cost == Cost::Search;
        });
    const int all = std::max(threads, 1);
    const auto abreast = searches ? 1 : static_cast<int>(std::clamp<Index>(blocks, 1, all));
    return {abreast, searches || plan.decisions ? all / abreast : 1};
}

Result<std::optional<SweepBlock>> computeBlock(
    const SweepEngine& engine, const SampleSource& source, Index block,
    const std::optional<SweepBlock>& known, const Limits& limits, int threads) {
    const SweepBlocks blocks(engine.plan(), source.size());
    const Index first = blocks.first(block), count = blocks.size(block);
    const Result<Matrix> raw = source.inputs(first, count);
    if (!raw)
        return tl::unexpected(raw.error());
    return engine.run(*raw, source.labels(first, count), first, limits, threads, known);
}

Result<SweepEnd>
runSweep(const SweepEngine& engine, const SampleSource& source, SweepSink& sink, const SweepRun& run) {
    const SweepBlocks all(engine.plan(), source.size());
    std::vector<Index> blocks;
    Index total = 0;
    for (Index block = 0; block < all.count(); ++block)
        if (!run.wanted || run.wanted(block)) {
            blocks.push_back(block);
            total += all.size(block);
        }
    std::mutex mutex;
    std::optional<Error> error;
    std::atomic<bool> failed = false;
    Index done = 0;
    const auto [abreast, within] = sharedOut(engine.plan(), static_cast<Index>(blocks.size()), run.threads);
    parallelFor(static_cast<Index>(blocks.size()), abreast, [&, within = within](Index at) {
        if (failed || run.limits.reached())
            return;
        const Index block = blocks[static_cast<std::size_t>(at)];
        Result<std::optional<SweepBlock>> answer;
        if (run.known)
            answer = run.known(block);
        if (answer)
            answer = computeBlock(engine, source, block, *answer, run.limits, within);
        if (answer && !*answer)
            return;
        const std::lock_guard lock(mutex);
        if (error)
            return;
        const Result<void> taken = answer ? sink.take(**answer) : tl::unexpected(answer.error());
        if (!taken) {
            error = taken.error();
            failed = true;
            return;
        }
        if (!isOpen(**answer, engine.plan()))
            done += all.size(block);
        if (run.progress)
            run.progress(done, total);
    });
    if (error)
        return tl::unexpected(std::move(*error));
    return done == total ? SweepEnd::Complete : SweepEnd::Stopped;
}

} // namespace kamke
