// A box as the ellipsoid Σ l_j d_j² ≤ Σ l_j around it, and how its profile l is improved.
#pragma once

#include "core/sdp/relu_system.h"

namespace kamke {

/// Typical size of a state, for scaling, > 0.
double stateScale(const ReluSystem& system);

struct ProfiledInputs {
    Matrix R;        ///< n×k, k ≤ n + 1: Ud = Ry
    Vector eta;      ///< k: ηᵀd = eta_yᵀy
    double size = 1; ///< Σl of a box; 1 of a ball
};

/// R and η in y with ‖y‖ ≤ 1 for every d of the box (ball): by Cholesky factorisation where there are more
/// inputs than units, so that only the directions that move something are left.
ProfiledInputs profiledInputs(const ReluSystem& system, const Vector& eta, const Vector& l);

/// Moments of (1, z) in the units of the system, from those of (1, y, z) with z in units of `state`.
Matrix stateMoments(const Matrix& moments, Index n, double state);

/// The next profile: ∂bound/∂λ_j = 1 − E[d_j²] with d = Λ⁻¹(UᵀTz + η − Uᵀp)/2 where the bound is attained, so
/// λ_j grows where E[d_j²] > 1 (to the power 0.4: ½ oscillates).
Vector improvedProfile(
    const ReluSystem& system, const Vector& eta, const SystemMultipliers& multipliers, const Matrix& moments);

} // namespace kamke
