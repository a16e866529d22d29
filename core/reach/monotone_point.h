// The state of one input where I − A is strongly monotone, with what is proved of its error.
#pragma once

#include "core/model/analysis.h"
#include "core/reach/enclosure.h"

namespace kamke {

struct MonotonePoint {
    Vector x;            ///< n, as computed
    Vector radius;       ///< n: |x − x*| at most, proved from the residual (see MonotoneGain::pointRadius)
    Box u;               ///< r: the normalised input, rounded outward
    double residual = 0; ///< of the iteration
};

/// x*(raw) for a network with analysis.monotone, or the enclosure that says why there is none.
tl::expected<MonotonePoint, Enclosure>
monotonePoint(const NetworkAnalysis& analysis, const Vector& raw, const Limits& limits);

} // namespace kamke
