// Fixed points and adjoints of many samples at once, as columns; finished columns leave.
#pragma once

#include "core/solve/solvers.h"

namespace kamke {

struct ColumnStates {
    Matrix x;                         ///< n×k; NaN where status is not Ok
    std::vector<Status> status;       ///< k
    std::vector<std::string> reasons; ///< k, in words where status is not Ok
};

/// x = Φ(Ax + w) for the columns of w (n×k), from the columns of `start`, all at once: layer by layer in a
/// feed-forward network, by diagonal-implicit steps where μ_η(A) < 1, by Peaceman-Rachford where Λ − ΛA ≻ 0;
/// else, for one column of the latter, and where that does not settle, solveState() one column at a time.
/// Stops when the step of a column is ≤ tolerance·‖x‖_∞ or rounding keeps it from becoming smaller.
ColumnStates solveColumns(
    const NetworkAnalysis& analysis, const Matrix& w, const Matrix& start, const Limits& limits = {},
    double tolerance = 1e-13);

/// The adjoint w = Φ'(v + Aᵀw) for the columns of v, with the columns of `slopes` as Φ' (nemon (20),
/// transposed): (∂ℓ/∂x → ∂ℓ/∂(Bu+b)). Diagonal-implicit steps; where these do not settle, a linear solve per
/// column. n×k; NaN when cancelled.
Matrix solveAdjointColumns(
    const NetworkAnalysis& analysis, const Matrix& v, const Matrix& slopes, const Limits& limits = {},
    double tolerance = 1e-12);

/// φ'(Ax + w) of the columns.
Matrix slopesAt(const Network& network, const Matrix& x, const Matrix& w);

} // namespace kamke
