// Inputs that make a functional large: steps along the exact gradient through the implicit layer.
#pragma once

#include "core/sdp/relu_system.h"
#include "core/solve/iteration.h"

namespace kamke {

struct AscentResult {
    Vector d;         ///< r, ‖d‖ ≤ 1: where the largest value was found
    double value = 0; ///< ξᵀz + ηᵀd there, as computed
};

/// d ← (1 − s)d + s·(extreme point of the ball along g), g = Uᵀ(I − DW)⁻ᵀDξ + η, D = φ'(a) (nemon (20)), with
/// from d = 0: three whole steps (s = 1), then s = 2/(k − 1) in step k (Frank and Wolfe). Numerical: a lower
/// bound of the maximum up to the rounding of the states. `analysis` is the one that the system was made of;
/// linear functionals only.
AscentResult ascend(
    const NetworkAnalysis& analysis, const ReluSystem& system, const Functional& functional, int steps,
    const Limits& limits = {});

} // namespace kamke
