// The Robustness Model for one functional: an upper bound over a box or a ball of inputs.
#pragma once

#include "core/sdp/interior_point.h"
#include "core/sdp/relu_system.h"

#include <functional>
#include <vector>

namespace kamke {

struct FunctionalOptions {
    double gap = 5e-3; ///< relative, of the bound (default: 5e-3)
    /// Stop as soon as the proved bound is below it (default: never).
    double target = -std::numeric_limits<double>::infinity();
    /// Stop when the bound is unlikely to get below this (default: never).
    double giveUpAbove = std::numeric_limits<double>::infinity();
    int maxPasses = 12; ///< profiles of a box that are tried (default: 12)
    Limits limits;
    /// After every iteration of the interior-point method (default: none).
    std::function<void(int pass, const InteriorStep&)> progress;
};

struct FunctionalBound {
    double bound = std::numeric_limits<double>::infinity(); ///< proved in floating point, see checkedBound
    SystemMultipliers multipliers;                          ///< that prove it
    Vector profile;                                         ///< r: where a similar problem should start
    int passes = 0, iterations = 0;
    InteriorEnd end = InteriorEnd::Stalled; ///< of the last pass
    InteriorStep last;
};

/// max ξᵀz + ηᵀd. A box ‖d‖_∞ ≤ 1 is enclosed in ellipsoids Σl_j d_j² ≤ Σl_j, whose profile l is improved
/// from the moments of the last one: with λ = s·l/Σl, ∂bound/∂λ_j = 1 − E[d_j²]. `lambda`: n weights Λ with
/// Λ − ΛW ≻ 0. `profile` (r or empty): where to start. Stopped early it returns the best bound so far.
/// Without units (n = 0) the maximum is the dual norm of η.
FunctionalBound boundFunctional(
    const ReluSystem& system, const Functional& functional, const Vector& lambda, const Vector& profile,
    const FunctionalOptions& options = {});

} // namespace kamke
