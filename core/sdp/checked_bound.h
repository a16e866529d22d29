// The independent checker of the semidefinite models: one Cholesky factorisation, with all rounding bounded.
#pragma once

#include "core/sdp/relu_system.h"

namespace kamke {

/// An upper bound of ξᵀz + ηᵀd + ‖Ez‖² over all inputs of the system, proved in floating point, from any
/// multipliers; +∞ when none follows. On the feasible set, for p, r, λ ≥ 0,
///   ξᵀz + ηᵀd + ‖Ez‖² ≤ γ  if  γ − ξᵀz − ηᵀd − ‖Ez‖² − Σλ_j(1 − d_j²) + Σt_i z_i(z_i − a_i) − pᵀ(z − a) −
///   rᵀz ≥ 0 everywhere;
/// with d eliminated that is K ≻ 0 and γ = Σλ + qᵀK⁻¹q − k (semialgebraic-mondeq (CertMON-i), degree 1),
/// where
///   K = sym(T(I − W)) − TGT/4 − EᵀE,  G = UΛ⁻¹Uᵀ,  q = −(ξ + Tu₀ + (I − W)ᵀp + r)/2 + TUΛ⁻¹h/4,
///   h = Uᵀp − η,  k = pᵀu₀ − hᵀΛ⁻¹h/4.
/// Negative p, r, λ count as 0. Knows nothing of the solver that found the multipliers.
double
checkedBound(const ReluSystem& system, const Functional& functional, const SystemMultipliers& multipliers);

} // namespace kamke
