// The Lipschitz regulariser of nemon (18).
#pragma once

#include "core/train/parametrisation.h"

namespace kamke {

/// λ (½‖B‖² + ½‖C‖²)/(1 − μ⁺), the convex bound of L in nemon (15) for D = 0 (the ½ of (18) stands before
/// both squares), with ‖B‖ = max_i Σ_j |b_ij|/η_i and ‖C‖ = max_i Σ_j |c_ij| η_j; μ is the kind's measure,
/// μ_η(A) or ‖A‖_∞. Adds a subgradient with respect to the parameters (that of the first row that attains
/// each maximum) to `gradient`. The kind must take a Lipschitz weight; its weights, if learnt, are log η.
template<class S>
double lipschitzPenalty(
    const Parametrisation<S>& kind, const Parameters<S>& parameters, double weight, Parameters<S>& gradient);

} // namespace kamke
