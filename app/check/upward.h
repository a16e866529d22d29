// Interval arithmetic by directed rounding: everything is rounded up, and lower ends are kept with the other
// sign.
#pragma once

#include <algorithm>
#include <cfenv>
#include <cmath>
#include <limits>
#include <vector>

namespace kamke::check {

/// Lets this thread round upward while it lives. What computes is in other files than what holds one, so that
/// no compiler moves an operation across; those files are compiled with -frounding-math.
class RoundUpward {
public:
    RoundUpward()
        : before_(std::fegetround()) {
        std::fesetround(FE_UPWARD);
    }
    ~RoundUpward() { std::fesetround(before_); }
    RoundUpward(const RoundUpward&) = delete;
    RoundUpward& operator=(const RoundUpward&) = delete;

private:
    int before_;
};

/// Whether this thread does round upward, subnormal numbers and roots included: asked before anything is
/// shown.
bool roundsUpward();

inline constexpr double infinite = std::numeric_limits<double>::infinity();

/// All numbers x with −minus ≤ x ≤ upper. While rounding is upward both ends of a result are rounded up, so
/// that it holds every exact result. Ends that are not finite are caught where something is concluded.
struct Interval {
    double upper = 0, minus = 0;

    Interval() = default;
    Interval(double exact)
        : upper(exact)
        , minus(-exact) {}
    Interval(double above, double minusBelow)
        : upper(above)
        , minus(minusBelow) {}

    double lower() const { return -minus; }
    double size() const { return std::max(upper, minus); } ///< the largest |x|
    bool isFinite() const { return std::isfinite(upper) && std::isfinite(minus); }

    Interval operator-() const { return {minus, upper}; }
    Interval& operator+=(const Interval& other) {
        upper += other.upper;
        minus += other.minus;
        return *this;
    }
};

inline Interval operator+(Interval a, const Interval& b) {
    return a += b;
}
inline Interval operator-(Interval a, const Interval& b) {
    return a += -b;
}

/// sup of x·y.
inline double productAbove(const Interval& x, const Interval& y) {
    const double xl = -x.minus, yl = -y.minus;
    return std::max(std::max(x.upper * y.upper, xl * yl), std::max(x.upper * yl, xl * y.upper));
}
inline Interval operator*(const Interval& x, const Interval& y) {
    return {productAbove(x, y), productAbove(-x, y)};
}
/// x / y for an exact y > 0.
inline Interval dividedBy(const Interval& x, double y) {
    return {x.upper / y, x.minus / y};
}

using Numbers = std::vector<double>;

/// Many intervals, the ends apart from each other so that processors can work on several at once.
struct Intervals {
    Numbers upper, minus;
    explicit Intervals(std::size_t size = 0)
        : upper(size, 0)
        , minus(size, 0) {}
    std::size_t size() const { return upper.size(); }
    Interval operator[](std::size_t i) const { return {upper[i], minus[i]}; }
    void set(std::size_t i, const Interval& x) {
        upper[i] = x.upper;
        minus[i] = x.minus;
    }
    void add(std::size_t i, const Interval& x) { set(i, (*this)[i] + x); }
    bool areFinite() const;
    /// += factor·row, both exact; row has as many entries.
    void addMultiple(double factor, const double* row);
};

} // namespace kamke::check
