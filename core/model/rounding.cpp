#include "core/model/rounding.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace kamke {

double gammaBound(Index k) {
    const double ku = static_cast<double>(k) * unitRoundoff;
    assert(ku < 0.5);
    return up(up(ku) / down(1 - up(ku)));
}

double underflowError() {
    volatile double least = std::numeric_limits<double>::min();
    const volatile double half = least / 2;
    return half > 0 ? std::numeric_limits<double>::denorm_min() : least;
}

bool mayUnderflow(const Matrix& M, const Matrix& v) {
    const auto leastNonZero = [](const Matrix& m) {
        double least = std::numeric_limits<double>::infinity();
        for (const double entry : m.reshaped())
            if (entry != 0)
                least = std::min(least, std::abs(entry));
        return least;
    };
    return leastNonZero(M) * leastNonZero(v) < std::numeric_limits<double>::min() / unitRoundoff;
}

Matrix BoundedSum::error() const {
    // The magnitude is itself computed, at most a factor 1 − γ too small, and the product here rounds once: γ
    // of twice the terms covers both. The last term covers underflow of every product.
    const double g = gammaBound(2 * terms + 4);
    const double underflow = mayUnderflow ? static_cast<double>(terms + 4) * underflowError() : 0;
    return (g * magnitude.array() + underflow).matrix();
}

// Where the error is zero every term is zero, and so is the sum: it needs no rounding.
Matrix BoundedSum::above() const {
    return value.binaryExpr(error(), [](double v, double e) { return e == 0 ? v : up(v + e); });
}
Matrix BoundedSum::below() const {
    return value.binaryExpr(error(), [](double v, double e) { return e == 0 ? v : down(v - e); });
}

Matrix productAbove(const Matrix& a, const Matrix& b) {
    assert((a.array() >= 0).all() && (b.array() >= 0).all());
    const Matrix p = a * b;
    return BoundedSum{p, p, a.cols()}.above();
}

Vector sumAbove(const Vector& a, const Vector& b) {
    return (a + b).unaryExpr([](double v) { return up(v); });
}

Vector rowSumsAbove(const Matrix& nonNegative) {
    if (nonNegative.cols() == 0)
        return Vector::Zero(nonNegative.rows());
    return productAbove(nonNegative, Vector::Ones(nonNegative.cols()));
}

Matrix magnitudeAbove(const Matrix& m) {
    return m.cwiseAbs().unaryExpr(
        [](double v) { return v == 0 ? 0 : up(up(std::max(v, std::numeric_limits<double>::min()))); });
}

} // namespace kamke
