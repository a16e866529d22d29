// Exact confidence intervals of a share.
#pragma once

#include "core/model/types.h"

namespace kamke {

struct ShareInterval {
    double lower = 0, upper = 1;
};

/// Clopper-Pearson: every share p in it would show `successes` or more, and that many or fewer, of `trials`
/// independent samples with probability ≥ (1 − confidence)/2 each. [0, 1] without trials.
ShareInterval exactInterval(Index successes, Index trials, double confidence = 0.95);

} // namespace kamke
