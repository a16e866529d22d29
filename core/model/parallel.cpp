#include "core/model/parallel.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

// OpenBLAS has no header of its own that is at the same place everywhere. Weak, so that another library
// serves as well.
extern "C" [[gnu::weak]] void openblas_set_num_threads(int count);

namespace kamke {

void useOneBlasThread() {
    static std::once_flag once;
    std::call_once(once, [] {
        if (openblas_set_num_threads)
            openblas_set_num_threads(1);
    });
}

void parallelFor(Index count, int threads, const std::function<void(Index)>& work) {
    useOneBlasThread();
    std::atomic<Index> next = 0;
    const auto loop = [&] {
        for (Index k = next++; k < count; k = next++)
            work(k);
    };
    const Index helpers = std::min<Index>(threads, count) - 1;
    std::vector<std::jthread> pool;
    for (Index k = 0; k < helpers; ++k)
        pool.emplace_back(loop);
    loop();
}

} // namespace kamke
