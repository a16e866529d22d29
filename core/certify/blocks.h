// Samples in blocks of columns, on several threads, with progress and cancel.
#pragma once

#include "core/certify/certifier.h"
#include "core/model/parallel.h"

#include <algorithm>
#include <mutex>

namespace kamke {

/// Columns of a block: large enough for matrix products, small enough for a core's cache at n = 100.
constexpr Index blockColumns = 96;

/// Calls work(first, count) for all blocks of `total` samples until the limits are reached; the blocks are
/// the same for any number of threads, and so are the results. `work` says whether it finished the block.
/// Returns the number of samples in finished blocks.
template<class Work>
Index forBlocks(Index total, const CertifyOptions& options, const Work& work) {
    std::mutex mutex;
    Index done = 0;
    parallelFor((total + blockColumns - 1) / blockColumns, options.threads, [&](Index block) {
        if (options.limits.reached())
            return;
        const Index first = block * blockColumns, count = std::min(blockColumns, total - first);
        if (!work(first, count))
            return;
        const std::lock_guard lock(mutex);
        done += count;
        if (options.progress)
            options.progress(done, total);
    });
    return done;
}

} // namespace kamke
