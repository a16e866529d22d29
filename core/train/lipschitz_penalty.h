// The Lipschitz regulariser of nemon (18).
#pragma once

#include "train/parameters.h"

namespace kamke {

/// λ (½‖B‖² + ½‖C‖²)/(1 − μ_η(A)⁺), the convex bound of L in nemon (15) for D = 0 (the ½ of (18) stands
/// before both squares), with ‖B‖ = max_i Σ_j |b_ij|/η_i and ‖C‖ = max_i Σ_j |c_ij| η_j. Adds a subgradient
/// with respect to T, B, C and log η (that of the first row that attains each maximum) to `gradient`.
template<class S>
double
lipschitzPenalty(const Parameters<S>& parameters, double gamma, double weight, Parameters<S>& gradient);

} // namespace kamke
