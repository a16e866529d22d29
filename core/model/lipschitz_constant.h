// Lipschitz constants of raw input → output in the l_∞ norm, weighted inside.
#pragma once

#include "core/model/types.h"

namespace kamke {

/// The matrices that a constant depends on: A n×n, B n×r and D q×r for raw inputs, C q×n.
struct GainMatrices {
    const Matrix &A, &B, &C, &D;
};

/// L = ‖B‖_{η,∞} ‖C‖_{∞,η} / (1 − μ_η(A)⁺) + ‖D‖_∞ (nemon (14)-(15)), ‖B‖_{η,∞} = max_i Σ_j |b_ij|/η_i,
/// ‖C‖_{∞,η} = max_i Σ_j |c_ij| η_j. NaN when μ_η(A) ≥ 1. η: n entries > 0.
double lipschitzConstant(const GainMatrices& gains, const Vector& eta);

/// An upper bound of ‖B‖_{η,∞} / (1 − μ_η(A)⁺), the Lipschitz constant from raw input (l_∞) to state in ‖x‖_η
/// = max |x_i|/η_i (nemon (14)), by rounding bounds; infinite when μ_η(A) < 1 cannot be shown. A: n×n, B: n×r
/// for raw inputs, η: n entries > 0.
double stateLipschitzConstantAbove(const Matrix& A, const Matrix& B, const Vector& eta);

/// An upper bound of the exact L, by rounding bounds; infinite when μ_η(A) < 1 cannot be shown.
double lipschitzConstantAbove(const GainMatrices& gains, const Vector& eta);

/// The weights with the least L. Scaled so that ‖B‖_{η,∞} = 1 (η_i ≥ Σ_j |b_ij|), the weights that also have
/// μ_η(A) ≤ μ form a lattice whose least element minimises every row of |C|η at once; log L is convex in μ,
/// so that one search over μ ∈ (least μ, 1) finds the optimum. Empty when no weights give μ_η(A) < 1.
Vector leastLipschitzWeights(const GainMatrices& gains);

} // namespace kamke
