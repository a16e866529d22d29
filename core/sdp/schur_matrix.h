// The Schur matrix of the interior-point method.
#pragma once

#include "core/sdp/ball_problem.h"

namespace kamke {

/// M_ab = tr(A_a X A_b Zi) for symmetric X, Zi of size N; count()², symmetric. The matrices A_a of rank 2
/// make every block a sum of entrywise products of blocks of X, XG, GᵀXG and the same of Zi.
Matrix schurMatrix(const BallMatrices& matrices, const Matrix& X, const Matrix& Zi);

} // namespace kamke
