// Multipliers that are worth trying. Nothing here is believed: above() holds for any.
#pragma once

#include "bound.h"

namespace kamke::check {

/// Solves (I − SWᵀ)ν = right for slopes S and W = (I − diag A)^{-1}(A − diag A), by elimination in plain
/// arithmetic.
class SlopeEquations {
public:
    SlopeEquations(const Weights& weights, Numbers slopes);
    Numbers solve(const Numbers& right) const;

private:
    double W(std::size_t i, std::size_t j) const {
        return weights_.A[i * weights_.n + j] / (1 - weights_.diagonal[i]);
    }

    const Weights& weights_;
    Numbers slopes_;
    std::vector<std::size_t>
        live_;        ///< units whose slope is not 0; the other equations are solved as they stand
    Numbers factors_; ///< |live|²: L below the diagonal, and U
    std::vector<std::size_t> pivots_;
};

/// The slope of the chord of relu over each interval: 1, 0 or h/(h − l).
Numbers chordSlopes(const Bounds& a);

/// μ_i = ν_i/(1 − a_ii): multipliers of the equations as above() takes them.
Numbers multipliers(const Weights& weights, const Numbers& nu);

} // namespace kamke::check
