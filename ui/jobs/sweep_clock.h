// How long a sweep still takes.
#pragma once

#include "core/sweep/counts.h"

#include <chrono>

namespace kamke::ui {

/// Starts when it is made.
class SweepClock {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// The sweep has run for `secondsBefore` seconds before, up to a stop.
    SweepClock(const SweepPlan& plan, Index samples, double secondsBefore);

    /// With those before.
    double seconds() const;
    /// NaN while nothing has been measured. Attacks on the first samples only are counted for what they are:
    /// the samples after them are cheap.
    double secondsLeft(const SweepCounts& counts) const;

private:
    std::vector<Index> attackedOf_; ///< samples that each attack will be run on
    Index samples_;
    double before_;
    Time begin_ = Time::clock::now();
};

} // namespace kamke::ui
