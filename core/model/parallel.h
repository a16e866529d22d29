// Blocks of work on several threads.
#pragma once

#include "core/model/types.h"

#include <functional>

namespace kamke {

/// Calls work(0) … work(count − 1), each once, on up to `threads` threads (the calling one among them). Which
/// thread takes which is left open, so the work must not depend on it. Returns when all are done.
void parallelFor(Index count, int threads, const std::function<void(Index)>& work);

/// Keeps OpenBLAS to the calling thread: the threads are Kamke's own blocks. Called by everything that starts
/// a longer computation; cheap after the first time.
void useOneBlasThread();

} // namespace kamke
