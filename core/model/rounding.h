// A priori rounding bounds: ordinary arithmetic, and an interval that holds the exact value.
#pragma once

#include "core/model/types.h"

#include <bit>
#include <cstdint>
#include <limits>

namespace kamke {

/// A value computed in floating point as a sum of at most `terms` products, with the sum of their absolute
/// values: enough to enclose the exact value, in any order of summation and with or without fused operations,
/// because |fl(Σ t_k) − Σ t_k| ≤ γ_k Σ |t_k|, γ_k = k·u/(1 − k·u) (Higham, Accuracy and Stability,
/// section 3.1).
struct BoundedSum {
    Matrix value;     ///< as computed
    Matrix magnitude; ///< Σ |t_k|, as computed
    Index terms;      ///< products in the longest sum, and the additions around it
    /// Whether a product of two non-zero numbers may have been rounded to zero or to a subnormal number.
    bool mayUnderflow = true;

    /// Entrywise upper and lower bounds of the exact sums.
    Matrix above() const;
    Matrix below() const;

private:
    Matrix error() const;
};

/// Whether some product of a non-zero entry of M and one of v may be below the normal range.
bool mayUnderflow(const Matrix& M, const Matrix& v);

/// u = 2^-53, the unit roundoff of double.
constexpr double unitRoundoff = 0x1p-53;

/// What a product of two numbers may lose to underflow at most: the least subnormal number, or, where
/// something in this process makes the processor flush those to zero, the least normal one.
double underflowError();

/// γ_k, itself rounded up. k·u must be < 1/2.
double gammaBound(Index k);

/// Entrywise a·b, a + b, a / b of non-negative numbers, rounded up by one unit in the last place.
Matrix productAbove(const Matrix& a, const Matrix& b);
Vector sumAbove(const Vector& a, const Vector& b);
/// Row sums of a non-negative matrix, bounded from above (rows entries; zeros without columns).
Vector rowSumsAbove(const Matrix& nonNegative);
/// |m| bounded from above, for entries computed with at most two roundings; zeros stay zero. What is
/// subnormal, where roundings are no longer relative, is raised to the least normal number.
Matrix magnitudeAbove(const Matrix& m);
/// The next number above; NaN and +∞ stay. std::nextafter() inline: the certificates call it often.
inline double up(double v) {
    if (!(v < std::numeric_limits<double>::infinity()))
        return v;
    const auto bits = std::bit_cast<std::int64_t>(v + 0.0); // −0 becomes 0
    return std::bit_cast<double>(bits + (bits >= 0 ? 1 : -1));
}
/// The next number below.
inline double down(double v) {
    return -up(-v);
}
/// a + b and a − b rounded up and down: the numbers themselves where they are exact (2Sum, Knuth; what it
/// cannot tell counts as rounded).
inline double addAbove(double a, double b) {
    const double sum = a + b, part = sum - a, lost = (a - (sum - part)) + (b - part);
    return lost <= 0 ? sum : up(sum);
}
inline double subtractAbove(double a, double b) {
    return addAbove(a, -b);
}
inline double subtractBelow(double a, double b) {
    return 0 - addAbove(b, -a);
}
/// The same of all entries.
inline Matrix roundedUp(const Matrix& m) {
    return m.unaryExpr([](double v) { return up(v); });
}
inline Matrix roundedDown(const Matrix& m) {
    return m.unaryExpr([](double v) { return down(v); });
}

} // namespace kamke
