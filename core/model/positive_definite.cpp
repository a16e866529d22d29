#include "core/model/positive_definite.h"

#include "core/model/decompositions.h"
#include "core/model/rounding.h"

#include <cassert>
#include <cmath>
#include <limits>

namespace kamke {

namespace {

constexpr double leastNormal = std::numeric_limits<double>::min();

// Column by column, each entry of L one inner product, one subtraction and a division or a root: then
// LLᵀ = T + ΔT with |ΔT| ≤ γ_{n+1}|L||L|ᵀ in whatever order the inner products are summed (Higham, Accuracy
// and Stability, Thm 10.3). Library factorisations may multiply by reciprocals or solve by blocks, which this
// bound does not know. Only the lower triangle is read.
bool choleskyRunsToItsEnd(Matrix T) {
    const Index n = T.rows();
    for (Index j = 0; j < n; ++j) {
        auto column = T.col(j).tail(n - j);
        if (j > 0)
            column.noalias() -= T.block(j, 0, n - j, j) * T.row(j).head(j).transpose();
        const double pivot = column(0);
        // Negated, so that NaN fails.
        if (!(pivot > 0) || !std::isfinite(pivot))
            return false;
        const double root = std::sqrt(pivot);
        column(0) = root;
        for (Index i = 1; i < n - j; ++i)
            column(i) /= root;
    }
    return true;
}

} // namespace

bool provedPositiveDefinite(const Matrix& symmetric, double normError, double shift) {
    assert(symmetric.rows() == symmetric.cols());
    const Index n = symmetric.rows();
    if (!symmetric.allFinite() || !std::isfinite(shift) || !(normError >= 0) || !std::isfinite(normError))
        return false;
    // What is factorised must lie below S − shift·I: its diagonal is rounded down, and the rest is not
    // changed.
    Matrix T = symmetric;
    double trace = 0, largest = 0;
    for (Index i = 0; i < n; ++i) {
        const double entry = down(symmetric(i, i) - shift);
        if (!(entry > 0))
            return false;
        T(i, i) = entry;
        trace = up(trace + entry);
        largest = std::max(largest, entry);
    }
    // ‖ΔT‖_2 ≤ γ‖L‖_F² ≤ γ/(1 − γ)·trace. The count has a reserve for fused and for blocked inner products.
    const double gamma = gammaBound(n + 8);
    const double rounding = up(up(gamma / down(1 - gamma)) * trace);
    // A product or quotient that underflows is wrong by no more than the least normal number, and a quotient
    // counts times the root of its pivot; n terms in each of n entries of a row.
    const double underflow =
        8 * static_cast<double>(n + 4) * static_cast<double>(n + 4) * leastNormal * (1 + std::sqrt(largest));
    const double slack = up(up(up(rounding + underflow) + normError) * (1 + 0x1p-50));
    // T − slack·I = LLᵀ − ΔT ⪰ −‖ΔT‖ I, and so S − shift·I ⪰ T ⪰ (slack − ‖ΔT‖) I with more than normError
    // to spare.
    for (Index i = 0; i < n; ++i)
        T(i, i) = down(T(i, i) - slack);
    return choleskyRunsToItsEnd(std::move(T));
}

double normBound(const Matrix& error) {
    return productAbove(error, Vector::Ones(error.cols())).maxCoeff();
}

double leastEigenvalueBelow(const Matrix& symmetric, double normError) {
    if (symmetric.size() == 0 || !symmetric.allFinite())
        return nan;
    const auto values = symmetricEigenvalues(symmetric);
    if (!values)
        return nan;
    const double least = values->minCoeff(), largest = values->maxCoeff();
    const auto n = static_cast<double>(symmetric.rows());
    // The Cholesky factorisation needs about n·u times the trace of what is above the bound.
    const double slack =
        2 * (n + 8) * unitRoundoff * (n * (largest - least) + std::abs(least) + std::abs(largest)) +
        2 * normError + (n + 8) * (n + 8) * leastNormal * 64;
    for (const double factor : {1.0, 4.0, 32.0, 1024.0}) {
        const double bound = least - factor * slack;
        if (provedPositiveDefinite(symmetric, normError, bound))
            return bound;
    }
    return nan;
}

double largestEigenvalueAbove(const Matrix& symmetric, double normError) {
    return -leastEigenvalueBelow(-symmetric, normError);
}

double provedMonotonicity(const Matrix& A) {
    // −(A + Aᵀ)/2 rounds once, but on the diagonal, where it is exact.
    const Matrix S = -(A / 2 + A.transpose() / 2);
    if (!S.allFinite())
        return nan;
    Matrix error = (A.cwiseAbs() / 2 + A.cwiseAbs().transpose() / 2) * (2 * unitRoundoff);
    error.array() += 4 * leastNormal;
    const double least = leastEigenvalueBelow(S, normBound(error));
    const double m = down(1 + least);
    return m > 0 ? m : nan;
}

bool provedMonotone(const Matrix& A, const Vector& lambda) {
    const Index n = A.rows();
    if (lambda.size() != n || !lambda.allFinite() || !(lambda.minCoeff() > 0) || !A.allFinite())
        return false;
    // Scaled from both sides by powers of two near λ^{-1/2}, which rounds nothing and makes the diagonal of Λ
    // about 1: the bound of the factorisation knows the trace only.
    Vector scale(n);
    for (Index i = 0; i < n; ++i) {
        const int exponent = -std::ilogb(lambda(i)) / 2;
        if (std::abs(exponent) > 400)
            return false;
        scale(i) = std::ldexp(1.0, exponent);
    }
    const Vector scaled = lambda.cwiseProduct(scale);
    const Matrix product = scaled.asDiagonal() * A * scale.asDiagonal();
    Matrix S = -(product / 2 + product.transpose() / 2);
    Matrix error = (product.cwiseAbs() / 2 + product.cwiseAbs().transpose() / 2) * (8 * unitRoundoff);
    const Vector diagonal = scaled.cwiseProduct(scale);
    for (Index i = 0; i < n; ++i) {
        S(i, i) += diagonal(i);
        error(i, i) += 8 * unitRoundoff * diagonal(i);
    }
    // Products may underflow by the least normal number, times the scale that comes after.
    error.array() += 8 * leastNormal * std::max(1.0, scale.maxCoeff());
    return S.allFinite() && error.allFinite() && provedPositiveDefinite(S, normBound(error));
}

} // namespace kamke
