// How wide the boxes of an interval iteration are on the way, for many samples at once.
#pragma once

#include "core/model/network.h"
#include "core/solve/iteration.h"

#include <functional>
#include <vector>

namespace kamke {

struct IntervalWidthOptions {
    double alpha = 0.1; ///< damping (ibp-mondeq, appendix B)
    double eps = 0.1;   ///< of the boxes around the samples, raw units, not clipped
    int iterations = 200;
    Limits limits;
    /// Called after every iteration with the widths so far (default: none).
    std::function<void(const std::vector<double>&)> progress;
};

struct IntervalWidths {
    /// Mean over units and samples of x̄_k − x̲_k, for k = 0 … the iterations done. Ends early when the widths
    /// are no numbers any more, or when the limits are reached.
    std::vector<double> mean;
    Status status = Status::Ok; ///< Ok; Diverged (widths beyond 1e100 times the first); Cancelled
};

/// The damped forward-backward iteration of the interval embedding (ibp-mondeq (A.1)),
/// u_k = (1 − α)z_{k−1} + α(Ŵz_{k−1} + v), z_k = Φ(u_k), from z_0 = 0, on the ε-boxes around the columns of
/// `raw` (r×N): the experiment of ibp-mondeq, Figure 2 (right). Numerical: a picture of convergence or
/// divergence, not an enclosure.
IntervalWidths
intervalWidths(const Network& network, const Matrix& raw, const IntervalWidthOptions& options = {});

} // namespace kamke
