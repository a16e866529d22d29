// Small and large beside the numbers of the problem itself: nothing here is a number of its own.
#pragma once

#include "core/model/types.h"

#include <limits>

namespace kamke {

/// No iterate is too large for an iteration that theory keeps bounded; only what overflows is.
inline constexpr double noBound = std::numeric_limits<double>::max();

/// What underflow may change in one step of n units: below this, steps are made of it.
inline double leastStep(Index n) {
    return 8 * static_cast<double>(n + 8) * std::numeric_limits<double>::denorm_min();
}

/// Whether a step is at most `tolerance` of the size of what it changes (n entries). False for NaN.
inline bool isSettled(double step, double size, double tolerance, Index n) {
    return step <= tolerance * size + leastStep(n);
}

/// The same in the largest entry, and in the largest entry in units of the sizes of all (perUnit is 1/size;
/// empty: they count alike).
inline bool isSettled(
    const Eigen::Ref<const Vector>& step, const Eigen::Ref<const Vector>& x, const Vector& perUnit,
    double tolerance) {
    const auto largest = [](const auto& v) { return v.template lpNorm<Eigen::Infinity>(); };
    // A largest entry may pass NaN over.
    return step.allFinite() && isSettled(largest(step), largest(x), tolerance, x.size()) &&
           (perUnit.size() == 0 ||
            isSettled(
                largest(step.cwiseProduct(perUnit)), largest(x.cwiseProduct(perUnit)), tolerance, x.size()));
}

} // namespace kamke
