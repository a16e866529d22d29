// How fast the operator splitting of Peaceman and Rachford contracts, and the step that makes it fastest.
#pragma once

#include "core/model/norm.h"
#include "core/model/types.h"

namespace kamke {

/// α of Peaceman-Rachford for Λ − ΛA ≻ 0 (lambda: n entries > 0): of 1, 1/√(mL) and 1/L, with m = 1 − μ_2(A)
/// and L = ‖I − A‖_2 in the norm weighted by Λ, the one with the least factor ‖(I − α(I − A))(I + α(I −
/// A))⁻¹‖. The first is what MON is run with (nemon, section 6), the second is best for a symmetric A, the
/// third where the skew part rules (Giselsson, Boyd 2017, Thm 1). Any α > 0 has the same fixed point.
double peacemanRachfordAlpha(const Matrix& A, const Vector& lambda);

/// ‖(I − α(I − A))(I + α(I − A))⁻¹‖ in that norm: both reflected resolvents, of which that of prox is
/// non-expansive in every diagonally weighted norm.
double peacemanRachfordFactor(const Matrix& A, double alpha, const Norm& norm);

} // namespace kamke
