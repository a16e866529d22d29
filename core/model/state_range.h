// Boxes of states, cut to the values that the activation has.
#pragma once

#include "core/model/activation.h"
#include "core/model/box.h"

#include <limits>

namespace kamke {

/// A box of states without what lies outside the range of φ, where rounding outward may have put its ends.
/// What is no valid box stays as it is.
inline Box withinRange(const Activation& phi, const Box& states) {
    if (!states.isValid())
        return states;
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const double least = phi.below(-infinity), largest = phi.above(infinity);
    return {states.lower.cwiseMax(least).cwiseMin(largest), states.upper.cwiseMax(least).cwiseMin(largest)};
}

} // namespace kamke
