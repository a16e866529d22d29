// The pass between the products of an embedded iteration: one column of pre-activations to its next box.
#pragma once

#include "core/model/types.h"

#include <algorithm>
#include <cmath>

namespace kamke {

/// One column of n units: products with the weights, constant parts, the box before and after.
template<class Scalar>
struct EmbeddedColumn {
    const Scalar *productCentre, *productRadius; ///< without the constant parts
    const Scalar *wCentre, *wRadius;
    const Scalar *centre, *radius;
    Scalar *nextCentre, *nextRadius;
};

/// How far the ends of a column's box move in a step.
struct EmbeddedStep {
    double step = 0;     ///< largest move of an end of any unit
    double weighted = 0; ///< the same, times the weights
    double size = 0;     ///< largest magnitude of the new ends
    double state = 0;    ///< largest |centre| + radius of the box before the step
    bool finite = true;
};

/// x = max(0, scale·p) for both ends of every unit: ReLU with the units' own feedback solved. With the widest
/// vectors that the processor at hand has; the result is the same with any.
EmbeddedStep
reluStep(const EmbeddedColumn<double>& column, const double* scale, const double* weights, Index n);
EmbeddedStep reluStep(const EmbeddedColumn<float>& column, const float* scale, const float* weights, Index n);

/// The same with any map (unit, pre-activation) → state.
template<class Scalar, class Map>
EmbeddedStep
embeddedStep(const EmbeddedColumn<Scalar>& column, const Scalar* weights, Index n, const Map& map) {
    EmbeddedStep result;
    constexpr Scalar half = 0.5;
    double sum = 0;
    const auto keepLargest = [](double& largest, Scalar value) {
        largest = std::max(largest, static_cast<double>(value));
    };
    for (Index i = 0; i < n; ++i) {
        const Scalar p = column.productCentre[i] + column.wCentre[i];
        const Scalar spread = column.productRadius[i] + column.wRadius[i];
        const Scalar low = map(i, p - spread), high = map(i, p + spread);
        const Scalar c = half * (low + high), r = half * (high - low);
        const Scalar move = std::abs(c - column.centre[i]) + std::abs(r - column.radius[i]);
        keepLargest(result.step, move);
        keepLargest(result.weighted, move * weights[i]);
        keepLargest(result.size, std::abs(c) + r);
        keepLargest(result.state, std::abs(column.centre[i]) + column.radius[i]);
        sum += static_cast<double>(c + r);
        column.nextCentre[i] = c;
        column.nextRadius[i] = r;
    }
    result.finite = std::isfinite(sum); // max() drops NaN
    return result;
}

} // namespace kamke
