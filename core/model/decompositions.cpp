#include "core/model/decompositions.h"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

namespace kamke {

Eigen::PartialPivLU<Matrix> LuFactors::factorised(const Matrix& M) {
    return Eigen::PartialPivLU<Matrix>(M);
}

Vector LuFactors::solveVector(const Vector& right) const {
    return lu_.solve(right);
}

Matrix LuFactors::solveMatrix(const Matrix& right) const {
    return lu_.solve(right);
}

Matrix LuFactors::inverse() const {
    return lu_.inverse();
}

std::optional<Vector> symmetricEigenvalues(const Matrix& S) {
    const Eigen::SelfAdjointEigenSolver<Matrix> solver(S, Eigen::EigenvaluesOnly);
    return solver.info() == Eigen::Success ? std::optional<Vector>(solver.eigenvalues()) : std::nullopt;
}

std::optional<SymmetricEigen> symmetricEigen(const Matrix& S) {
    const Eigen::SelfAdjointEigenSolver<Matrix> solver(S);
    if (solver.info() != Eigen::Success)
        return std::nullopt;
    return SymmetricEigen{solver.eigenvalues(), solver.eigenvectors()};
}

double largestEigenvalue(const Matrix& S) {
    const auto values = symmetricEigenvalues(S);
    return values && values->size() > 0 ? values->maxCoeff() : nan;
}

std::vector<std::complex<double>> eigenvalues(const Matrix& M) {
    const Eigen::EigenSolver<Matrix> solver(M, false);
    if (solver.info() != Eigen::Success)
        return {};
    const auto& values = solver.eigenvalues();
    return {values.begin(), values.end()};
}

std::optional<Matrix> inverseCholeskyFactor(const Matrix& S) {
    const Eigen::LLT<Matrix> factor(S);
    if (factor.info() != Eigen::Success)
        return std::nullopt;
    return factor.matrixL().solve(Matrix::Identity(S.rows(), S.rows()));
}

} // namespace kamke
