#include "upward.h"

namespace kamke::check {

bool roundsUpward() {
    const volatile double one = 1, three = 3, least = std::numeric_limits<double>::denorm_min(), half = 0.5;
    const volatile double two = 2;
    return one / three > -(-one / three) && one + least > one && least * half > 0 && -(-least * half) == 0 &&
           std::sqrt(two) * std::sqrt(two) > two && std::fegetround() == FE_UPWARD;
}

bool Intervals::areFinite() const {
    for (std::size_t i = 0; i < size(); ++i)
        if (!(*this)[i].isFinite())
            return false;
    return true;
}

void Intervals::addMultiple(double factor, const double* row) {
    double* const above = upper.data();
    double* const below = minus.data();
    const double opposite = -factor;
    const std::size_t count = size();
    for (std::size_t i = 0; i < count; ++i) {
        above[i] += factor * row[i];
        below[i] += opposite * row[i];
    }
}

} // namespace kamke::check
