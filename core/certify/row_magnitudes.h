// Bounds of Σ_j |m_ij||x_j|, by which rounding is counted, without a product of their own.
#pragma once

#include "core/model/rounding.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace kamke {

/// The largest |x_j| of a vector, and the largest |x_j|/s_j for the sizes s of its entries (∞ where nobody
/// has measured it: then only the first counts); rounded up.
struct Magnitude {
    double largest = 0, sized = std::numeric_limits<double>::infinity();
};

/// Those of many vectors.
struct Magnitudes {
    Vector largest, sized; ///< an entry a vector; `sized` is empty where all entries count alike
    Magnitude operator()(Index k) const {
        Magnitude of{largest(k)};
        if (sized.size() > 0)
            of.sized = sized(k);
        return of;
    }
    Magnitudes columns(const std::vector<Index>& some) const {
        return {largest(some), sized.size() > 0 ? Vector(sized(some)) : Vector()};
    }
};

/// The largest of |x_j|/s_j, rounded up. Never 0, since a quotient that is not 0 may have become it.
inline double sizedMagnitude(double computed) {
    return std::max(up(computed), std::numeric_limits<double>::min());
}

/// Row sums of |M| and of |M|diag(s), bounded from above: times the magnitude of x, either bounds |M||x|.
/// Where entries have very different sizes only the second is near.
class RowMagnitudes {
public:
    RowMagnitudes() = default;
    /// `sizes` has an entry for each column, or none: then only the largest entry counts.
    RowMagnitudes(const Matrix& absolute, const Vector& sizes)
        : rows_(rowSumsAbove(absolute)) {
        if (sizes.size() > 0)
            sized_ = productAbove(absolute, sizes);
    }
    /// The row sums of |M|, and of |M|diag(s) where there are sizes.
    const Vector& sums() const { return rows_; }
    const Vector& sizedSums() const { return sized_; }
    bool isSized() const { return sized_.size() > 0; }
    /// Σ_j |m_ij||x_j| ≤ this, but for the rounding of one product.
    double operator()(Index i, const Magnitude& x) const {
        const double plain = rows_(i) * x.largest; // first, as std::min passes over a NaN of 0·∞
        return sized_.size() > 0 ? std::min(plain, sized_(i) * x.sized) : plain;
    }
    /// The same for all rows.
    Vector of(const Magnitude& x) const {
        return Vector::NullaryExpr(rows_.size(), [&](Index i) { return (*this)(i, x); });
    }

private:
    Vector rows_, sized_;
};

} // namespace kamke
