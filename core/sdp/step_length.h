// The largest t that keeps M + tD positive definite.
#pragma once

#include "core/model/types.h"

namespace kamke {

/// A step in (0, 1] that keeps M + step·D positive definite: `fraction` of the way to the boundary, or 1, for
/// the lower Cholesky factor L of M and symmetric D. From a Lanczos estimate of the least eigenvalue of
/// L⁻¹DL⁻ᵀ; the caller factorises M + step·D and so notices when the estimate was too far.
double stepLength(const Matrix& L, const Matrix& D, double fraction);

/// The same for v + step·d > 0, entrywise, v > 0.
double stepLength(const Vector& v, const Vector& d, double fraction);

} // namespace kamke
