// The answer of a sweep, as `certify` and `merge` print it.
#pragma once

#include "samples.h"

#include "core/sweep/counts.h"

#include <optional>

namespace kamke::cli {

struct SweepAnswer {
    const SweepPlan& plan;
    const SweepCounts& counts;
    Index samples;                             ///< of the whole sweep
    const NetworkAnalysis* analysis = nullptr; ///< says why methods do not apply; none: not said
    std::string shard;                         ///< "2/8" when only a part was asked for
    bool complete = true;                      ///< everything that was asked for is there
    std::optional<Index> outside; ///< samples outside of the input domain, where they were looked at
};

Json json(const SweepAnswer& answer);
void printText(const SweepAnswer& answer);

} // namespace kamke::cli
