#include "core/sdp/step_length.h"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>

namespace kamke {

namespace {

constexpr int mostSteps = 30;

// A lower estimate of the least eigenvalue of L⁻¹DL⁻ᵀ: Ritz value less its residual.
double leastEigenvalue(const Matrix& L, const Matrix& D) {
    const Index n = L.rows();
    const auto lower = L.triangularView<Eigen::Lower>();
    Matrix basis(n, mostSteps + 1);
    Vector alpha(mostSteps), beta(mostSteps);
    for (Index i = 0; i < n; ++i) // fixed and without structure
        basis(i, 0) = 1 + 0.5 * std::sin(static_cast<double>(i * i + 1));
    basis.col(0).normalize();
    double estimate = 0;
    for (int j = 0; j < std::min<Index>(mostSteps, n); ++j) {
        Vector v = basis.col(j);
        lower.transpose().solveInPlace(v);
        v = D.selfadjointView<Eigen::Lower>() * v;
        lower.solveInPlace(v);
        alpha(j) = basis.col(j).dot(v);
        const auto known = basis.leftCols(j + 1);
        v -= known * (known.transpose() * v);
        v -= known * (known.transpose() * v);
        beta(j) = v.norm();
        Eigen::SelfAdjointEigenSolver<Matrix> small;
        const bool last = j + 1 == std::min<Index>(mostSteps, n) || !(beta(j) > 1e-14);
        if (last || j % 4 == 3) {
            small.computeFromTridiagonal(alpha.head(j + 1), beta.head(j), Eigen::ComputeEigenvectors);
            const double residual = std::abs(beta(j) * small.eigenvectors()(j, 0));
            estimate = small.eigenvalues()(0) - residual;
            if (last || residual <= 0.02 * std::abs(small.eigenvalues()(0)) || estimate > -0.5)
                return estimate;
        }
        basis.col(j + 1) = v / beta(j);
    }
    return estimate;
}

} // namespace

double stepLength(const Matrix& L, const Matrix& D, double fraction) {
    const double least = leastEigenvalue(L, D);
    return least < -fraction ? -fraction / least : 1;
}

double stepLength(const Vector& v, const Vector& d, double fraction) {
    double step = 1;
    for (Index i = 0; i < v.size(); ++i)
        if (d(i) < 0)
            step = std::min(step, -fraction * v(i) / d(i));
    return step;
}

} // namespace kamke
