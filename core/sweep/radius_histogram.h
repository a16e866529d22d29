// How far samples are certified: certified radii on the steps of a sweep's ε grid.
#pragma once

#include "core/sweep/counts.h"

#include <optional>
#include <vector>

namespace kamke {

/// Of one certificate, from counts alone: what is certified at ε is certified at every smaller ε, so that
/// count(ε_k) − count(ε_{k+1}) samples have their largest certified ε of the grid at ε_k.
struct RadiusHistogram {
    std::vector<Index> largest; ///< E: samples whose largest certified ε is ε_k
    Index none = 0;             ///< read correctly, certified at no ε of the grid
    Index misread = 0;          ///< at ε = 0
    Index done = 0;             ///< all of them: the sum of the above
    /// Number of the largest ε at which at least half of all samples that are done are certified; nothing
    /// when there is none.
    std::optional<Index> median;
};

RadiusHistogram radiusHistogram(const SweepCounts& counts, Index certificate);

} // namespace kamke
