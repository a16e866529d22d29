// Rounding of bounds for display: lower bounds down, upper bounds up.
#pragma once

#include <string>

namespace kamke {

/// The number of so many significant decimal digits next to `value` that is not above it: what a lower bound,
/// or a radius, is written as. 0, NaN and infinities stay.
double roundedBelow(double value, int digits = 6);
/// The same not below it: an upper bound.
double roundedAbove(double value, int digits = 6);

/// The number of significant decimal digits, `digits` or more, with which `value` is written differently from
/// `other`: 0.99999999 beside 1 takes eight. `digits` where they are equal.
int digitsToDistinguish(double value, double other, int digits = 6);

/// The number with the fewest digits that tell it from every other.
std::string shortest(double value);

} // namespace kamke
