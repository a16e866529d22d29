// How far a bound by multipliers is above the functional at one input, unit by unit and input by input.
#pragma once

#include "core/sdp/relu_system.h"

namespace kamke {

/// Terms ≥ 0 that add up to a bound less the value at one input.
struct MultiplierGaps {
    Vector units;  ///< n
    Vector inputs; ///< r
};

/// ‖q‖_* − qᵀd by inputs, ‖d‖ ≤ 1: |q_p| − q_p d_p of a box; of a ball, with q̂ = q/‖q‖_2,
///   ‖q‖_2((1 − ‖d‖²)q̂_p² + (d_p − q̂_p)²)/2,
/// which is q_p²/‖q‖_2 at its centre. r entries ≥ 0.
Vector dualNormGaps(BallNorm norm, const Vector& q, const Vector& d);

/// What checkedBound() proves of these multipliers, before roundings, less ξᵀz + ηᵀd + ‖Ez‖² at the input d
/// (r, ‖d‖ ≤ 1) with the states z (n). With the members of checkedBound() and z* = −K⁻¹q, where its bound is
/// attained, d*(z) = Λ⁻¹(UᵀTz − h)/2, that is exactly
///   Σ_p λ_p(1 − d_p²) + λ_p(d_p − d*_p(z))²  +  Σ_i p_i(z_i − a_i) + r_i z_i  +  (z − z*)ᵀK(z − z*),
/// the last of which goes to the units as the squares of K^{1/2}(z − z*), and t has no part, since z(z − a) =
/// 0. In l_2 the budget of the one λ, λ − Σλ_p d_p², is split in proportion to the squares of d*(z*).
/// Numerical; NaN where K is not positive definite. Not for incremental systems.
MultiplierGaps multiplierGaps(
    const ReluSystem& system, const Functional& functional, const SystemMultipliers& multipliers,
    const Vector& z, const Vector& d);

} // namespace kamke
