// The parametrisation of NEMON: every T gives a matrix whose weighted measure is at most γ.
#pragma once

#include "train/generator.h"
#include "train/parameters.h"

namespace kamke {

/// Uniform in ±1/√(inputs of the layer), which is what common frameworks use for a linear layer: T, C and c
/// with n, B and b with r inputs; log η = 0.
template<class S>
void initialiseNemon(Parameters<S>& parameters, Generator& random);

/// A = [η]T[η]⁻¹ − diag(|T|1) + γI, so that μ_η(A) ≤ γ in the norm max |x_i|/η_i (nemon (17) with weights;
/// mixed-monotone-contractive 5.2 with its [η] the right way round). n×n.
template<class S>
MatrixOf<S> nemonMatrix(const Parameters<S>& parameters, S gamma);

/// On entry the T part of `gradient` holds ∂ℓ/∂A; on return it holds ∂ℓ/∂T, and ∂ℓ/∂log η has been added to
/// its part. Where T_ij = 0 the subgradient 0 of |T_ij| is taken.
template<class S>
void pullBackNemon(const Parameters<S>& parameters, Parameters<S>& gradient);

/// μ_η(A) = γ + 2 max_i min(T_ii, 0), exactly: a positive T_ii cancels out of A.
template<class S>
S nemonMeasure(const Parameters<S>& parameters, S gamma);

/// A in double, with its diagonal lowered by the rounding bound of its row, so that μ_η(A) ≤ γ also holds for
/// the exact sums of the entries returned.
Matrix roundedNemonMatrix(const Matrix& T, const Vector& eta, double gamma);

} // namespace kamke
