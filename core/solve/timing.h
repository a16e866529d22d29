// Seconds that have passed, and seconds that are left.
#pragma once

#include "core/solve/iteration.h"

namespace kamke {

/// The seconds that have passed since `begin`.
inline double secondsSince(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// The limits, and no more than `seconds` from now; any number, infinity too.
inline Limits within(Limits limits, double seconds) {
    constexpr double forever = 1e9; // a clock cannot count much further
    if (!(seconds < forever))
        return limits;
    const auto own =
        Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
    if (!limits.deadline || own < *limits.deadline)
        limits.deadline = own;
    return limits;
}

} // namespace kamke
