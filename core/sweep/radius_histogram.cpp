#include "core/sweep/radius_histogram.h"

#include <algorithm>

namespace kamke {

RadiusHistogram radiusHistogram(const SweepCounts& counts, Index certificate) {
    const Index steps = counts.certified.cols();
    RadiusHistogram histogram;
    histogram.largest.assign(static_cast<std::size_t>(steps), 0);
    histogram.done = counts.done;
    histogram.misread = counts.done - counts.correct;
    Index beyond = 0;
    for (Index k = steps - 1; k >= 0; --k) {
        // Where all margins are computed, rounding may deny at ε what it grants at a larger one; the larger
        // one proves both.
        const Index here = std::max(counts.certified(certificate, k), beyond);
        histogram.largest[static_cast<std::size_t>(k)] = here - beyond;
        if (!histogram.median && counts.done > 0 && 2 * here >= counts.done)
            histogram.median = k;
        beyond = here;
    }
    histogram.none = counts.correct - beyond;
    return histogram;
}

} // namespace kamke
