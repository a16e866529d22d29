// Runs a piece of work in a process of its own, so that its crash, its hang or its hunger for memory stays
// there.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace kamke {

/// What became of the work.
struct ChildOutcome {
    enum class End {
        Finished,   ///< `bytes` is what the work returned
        Crashed,    ///< ended by a signal or by exit() before it returned
        TimedOut,   ///< stopped at the deadline
        NotStarted, ///< no process could be made
    };
    End end = End::NotStarted;
    std::string bytes;
    std::string detail; ///< of Crashed and NotStarted, in words: "signal 11"
};

/// Forks, runs `work` in the child and gives back the bytes that it returns. The child prints nothing, dumps
/// no core, may take at most `memory` bytes more than the parent has, and is killed after `deadline`. Blocks
/// until then. Can be called from any thread; `work` must not need a lock that another thread may hold, nor
/// any other thread.
ChildOutcome runInChild(
    const std::function<std::string()>& work, std::chrono::milliseconds deadline, std::uint64_t memory);

} // namespace kamke
