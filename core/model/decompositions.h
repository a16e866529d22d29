// Decompositions of dense matrices, compiled in one place: Eigen's templates behind them take more time to
// compile than everything around them.
#pragma once

#include "core/model/types.h"

#include <Eigen/LU>
#include <complex>
#include <optional>
#include <vector>

namespace kamke {

/// LU factors with partial pivoting of a regular square matrix. Of a singular one solutions are not finite,
/// or large; nothing is proved of them.
class LuFactors {
public:
    explicit LuFactors(const Matrix& M)
        : lu_(factorised(M)) {}

    /// M^{-1} right, a vector or a matrix with as many rows as M.
    template<class Derived>
    auto solve(const Eigen::MatrixBase<Derived>& right) const {
        if constexpr (Derived::ColsAtCompileTime == 1)
            return solveVector(right);
        else
            return solveMatrix(right);
    }
    Matrix inverse() const;

private:
    static Eigen::PartialPivLU<Matrix> factorised(const Matrix& M);
    Vector solveVector(const Vector& right) const;
    Matrix solveMatrix(const Matrix& right) const;

    Eigen::PartialPivLU<Matrix> lu_;
};

struct SymmetricEigen {
    Vector values;  ///< ascending
    Matrix vectors; ///< orthonormal, in columns
};
/// Eigenvalues of a symmetric matrix, of which the lower triangle is read, ascending; nothing when the
/// iteration does not end.
std::optional<Vector> symmetricEigenvalues(const Matrix& S);
/// The same with vectors.
std::optional<SymmetricEigen> symmetricEigen(const Matrix& S);
/// Largest eigenvalue of a symmetric matrix; NaN when the iteration does not end.
double largestEigenvalue(const Matrix& S);

/// Eigenvalues of any square matrix, in no order; empty when the iteration does not end.
std::vector<std::complex<double>> eigenvalues(const Matrix& M);

/// L^{-1} of the lower triangular L with LLᵀ = S, of which the lower triangle is read; nothing when S is not
/// positive definite.
std::optional<Matrix> inverseCholeskyFactor(const Matrix& S);

} // namespace kamke
