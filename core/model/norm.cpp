#include "core/model/norm.h"

#include "core/model/decompositions.h"
#include "core/model/matrix_measure.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace kamke {

namespace {

constexpr Index mostCornerEntries = 12;

/// A in the coordinates in which the weighted norm is the plain one: S A S^{-1} with S = diag(scale).
Matrix inPlainCoordinates(const Matrix& A, const Vector& scale) {
    return scale.asDiagonal() * A * scale.cwiseInverse().asDiagonal();
}

/// S of inPlainCoordinates.
Vector scaleOf(const Norm& norm, Index n) {
    assert(norm.weights.size() == 0 || norm.weights.size() == n);
    if (norm.weights.size() == 0)
        return Vector::Ones(n);
    switch (norm.kind) {
    case Norm::Kind::One:
        return norm.weights;
    case Norm::Kind::Two:
        return norm.weights.cwiseSqrt();
    case Norm::Kind::Infinity:
        return norm.weights.cwiseInverse();
    }
    return {};
}

/// The largest μ_2 of DA over the corners D ∈ {low, high}^n, where a convex function of D is largest.
double cornerMeasure2(const Matrix& A, double low, double high) {
    const Index n = A.rows();
    if (n > mostCornerEntries)
        return nan;
    double largest = -std::numeric_limits<double>::infinity();
    Vector d(n);
    for (int corner = 0; corner < 1 << n; ++corner) {
        for (Index i = 0; i < n; ++i)
            d(i) = (corner >> i) & 1 ? high : low;
        largest = std::max(largest, matrixMeasure2(d.asDiagonal() * A));
    }
    return largest;
}

} // namespace

double Norm::operator()(const Vector& x) const {
    const Vector plain = scaleOf(*this, x.size()).cwiseProduct(x);
    switch (kind) {
    case Kind::One:
        return plain.lpNorm<1>();
    case Kind::Two:
        return plain.stableNorm();
    case Kind::Infinity:
        return plain.lpNorm<Eigen::Infinity>();
    }
    return 0;
}

double Norm::ofMatrix(const Matrix& A) const {
    const Matrix plain = inPlainCoordinates(A, scaleOf(*this, A.rows()));
    switch (kind) {
    case Kind::One:
        return plain.cwiseAbs().colwise().sum().maxCoeff();
    case Kind::Two:
        // The largest eigenvalue of a Gram matrix is as accurate as its root needs, and far cheaper than an
        // SVD.
        return std::sqrt(std::max(0.0, largestEigenvalue(plain.transpose() * plain)));
    case Kind::Infinity:
        return plain.cwiseAbs().rowwise().sum().maxCoeff();
    }
    return 0;
}

double Norm::measure(const Matrix& A) const {
    const Matrix plain = inPlainCoordinates(A, scaleOf(*this, A.rows()));
    switch (kind) {
    case Kind::One:
        return matrixMeasure1(plain);
    case Kind::Two:
        return matrixMeasure2(plain);
    case Kind::Infinity:
        return matrixMeasureInf(plain);
    }
    return 0;
}

double Norm::slopedMeasure(const Matrix& A, double low, double high) const {
    assert(0 <= low && low <= high);
    const Matrix plain = inPlainCoordinates(A, scaleOf(*this, A.rows()));
    switch (kind) {
    case Kind::One: {
        // Column j: d_j a_jj + Σ_{i≠j} d_i |a_ij|, in which every d_i is chosen by itself.
        const Vector diagonal = plain.diagonal();
        const Vector others = plain.cwiseAbs().colwise().sum().transpose() - diagonal.cwiseAbs();
        return (high * others + (low * diagonal).cwiseMax(high * diagonal)).maxCoeff();
    }
    case Kind::Two:
        return cornerMeasure2(plain, low, high);
    case Kind::Infinity: {
        // Row i: d_i (a_ii + Σ_{j≠i} |a_ij|).
        const Vector rows = rowMeasures(plain, Vector::Ones(plain.rows()));
        return (low * rows).cwiseMax(high * rows).maxCoeff();
    }
    }
    return 0;
}

std::string_view normName(Norm::Kind kind) {
    switch (kind) {
    case Norm::Kind::One:
        return "‖x‖₁";
    case Norm::Kind::Two:
        return "‖x‖₂";
    case Norm::Kind::Infinity:
        return "‖x‖_∞";
    }
    return {};
}

} // namespace kamke
