// Proofs in floating point that a symmetric matrix is positive definite, and what follows for its
// eigenvalues.
#pragma once

#include "core/model/types.h"

namespace kamke {

/// Shows M ≻ shift·I for every symmetric M with ‖M − S‖_2 ≤ normError, where S is the lower triangle of
/// `symmetric`: a floating-point Cholesky factorisation of S, shifted down by `shift` and by a bound of every
/// rounding error, runs to its end (S. M. Rump, Verification of positive definiteness, BIT 46, 2006,
/// Thm 2.3 and Cor. 2.4). False says that nothing was shown; so does anything that is not finite.
bool provedPositiveDefinite(const Matrix& symmetric, double normError = 0, double shift = 0);

/// ‖E‖_2 ≤ this for every symmetric E with |E| ≤ error entrywise: the largest row sum, rounded up.
double normBound(const Matrix& error);

/// A number that is proved to be no larger than the least eigenvalue of every symmetric M with ‖M − S‖_2 ≤
/// normError, a few rounding errors below the computed one; NaN when none could be proved. S must be
/// symmetric.
double leastEigenvalueBelow(const Matrix& symmetric, double normError = 0);
/// The same from above for the largest eigenvalue.
double largestEigenvalueAbove(const Matrix& symmetric, double normError = 0);

/// m > 0 with I − (A + Aᵀ)/2 ⪰ mI proved, the largest that was found (a few rounding errors below 1 −
/// μ_2(A)): the constant of the strongly monotone operator I − A (ibp-mondeq Prop. 2.1). NaN when none was.
double provedMonotonicity(const Matrix& A);

/// Shows Λ − (ΛA + AᵀΛ)/2 ≻ 0 for the positive diagonal Λ = diag(lambda), n entries (LBEN, ibp-mondeq 3.1).
bool provedMonotone(const Matrix& A, const Vector& lambda);

} // namespace kamke
