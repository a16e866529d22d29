// Inputs that make a functional large: steps along the exact gradient through the implicit layer.
#pragma once

#include "sdp/relu_system.h"
#include "solve/iteration.h"

namespace kamke {

struct AscentResult {
    Vector d;         ///< r, ‖d‖ ≤ 1: where the largest value was found
    double value = 0; ///< ξᵀz + ηᵀd there, as computed
};

/// d ← (1 − s)d + s·(extreme point of the ball along g), g = Uᵀ(I − DW)⁻ᵀDξ + η, D = φ'(a) (nemon (20)), with
/// s = 1 at first and 2/(k + 2) later (Frank and Wolfe). From d = 0 and, if `steps` allow, from the first
/// extreme point. A lower bound of the maximum, up to the rounding of the states. `analysis` is the one that
/// the system was made of.
AscentResult ascend(
    const NetworkAnalysis& analysis, const ReluSystem& system, const Functional& functional, int steps,
    const Limits& limits = {});

} // namespace kamke
