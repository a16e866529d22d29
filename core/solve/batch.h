// Many forward solves at once, for sample clouds.
#pragma once

#include "core/model/analysis.h"
#include "core/solve/iteration.h"

namespace kamke {

struct BatchResult {
    Status status = Status::NotConverged; ///< Ok: every column passed the residual check
    std::string reason;
    Matrix x;            ///< n×N
    Matrix y;            ///< q×N
    double residual = 0; ///< largest ‖x − Φ(Ax + Bu + b)‖_∞ over the columns, relative to 1 + ‖x‖_∞
};

/// States and outputs of the columns of `rawInputs` (r×N). Each column is found by a Newton method on the
/// pieces of φ (or on its slopes) that starts from its neighbour's, and is accepted only when its own
/// residual is ≤ 1e-10 relative; what Newton does not solve goes to the iteration of forward().
BatchResult forwardBatch(const NetworkAnalysis& analysis, const Matrix& rawInputs, const Limits& limits = {});

} // namespace kamke
