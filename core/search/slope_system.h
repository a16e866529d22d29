// Linear systems with the slopes of the units, over the units whose slope is not 0.
#pragma once

#include "core/model/types.h"

#include <Eigen/LU>
#include <vector>

namespace kamke {

/// (I − DWᵀ)ν = right and its transpose, for diagonal slopes D. Rows with slope 0 are those of the identity,
/// so that only the others are factorised. Nothing is proved of a solution.
class SlopeSystem {
public:
    SlopeSystem(const Matrix& W, const Vector& slopes);

    /// ν, k entries.
    Vector solve(const Vector& right) const;
    /// Columns (I − DWᵀ)^{-1}e_j of these units, k×|units|.
    Matrix columns(const std::vector<Index>& units) const;
    /// w with (I − WD)w = right, k entries.
    Vector solveTransposed(const Vector& right) const;

private:
    const Matrix& W_;
    Vector slopes_;
    std::vector<Index> live_;
    Eigen::PartialPivLU<Matrix> lu_;
};

} // namespace kamke
