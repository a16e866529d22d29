// Numbers that are written with few digits.
#pragma once

#include "core/model/types.h"

#include <cmath>

namespace kamke {

/// The number of so many significant bits next to v.
inline double shortened(double v, int bits) {
    if (v == 0 || !std::isfinite(v))
        return v;
    const int exponent = std::ilogb(v);
    return std::ldexp(std::nearbyint(std::ldexp(v, bits - 1 - exponent)), exponent - bits + 1);
}
/// The same not above, and not below v.
inline double shortenedBelow(double v, int bits) {
    if (v == 0 || !std::isfinite(v))
        return v;
    const int exponent = std::ilogb(v);
    return std::ldexp(std::floor(std::ldexp(v, bits - 1 - exponent)), exponent - bits + 1);
}
inline double shortenedAbove(double v, int bits) {
    return -shortenedBelow(-v, bits);
}
/// v between itself and `to`, with so many bits where there is such a number between them.
inline double shortenedTowards(double v, double to, int bits) {
    if (v > to)
        return std::max(shortenedBelow(v, bits), to);
    return std::min(shortenedAbove(v, bits), to);
}

/// All entries as multiples of one power of two, the largest with so many bits: small ones become 0.
inline Vector inSteps(const Vector& v, int bits) {
    const double largest = v.size() == 0 ? 0 : v.cwiseAbs().maxCoeff();
    if (!(largest > 0) || !std::isfinite(largest) || bits > 52)
        return v;
    const int exponent = std::ilogb(largest) - bits + 1;
    return v.unaryExpr(
        [exponent](double one) { return std::ldexp(std::nearbyint(std::ldexp(one, -exponent)), exponent); });
}

} // namespace kamke
