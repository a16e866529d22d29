// An upper bound of a functional from multipliers: the one inequality that every proof consists of.
#pragma once

#include "problem.h"

namespace kamke::check {

/// Bounds of the pre-activations a, n each. Of an empty part some lower end is above its upper end.
struct Bounds {
    Numbers lower, upper;
    bool isEmpty() const;
};

/// Σ_j z_j·state_j + Σ_p u_p·input_p + constant + sign·a_unit.
struct Functional {
    Intervals state; ///< n
    Intervals input; ///< r
    Interval constant;
    std::size_t unit = 0;
    double sign = 0; ///< 0: without a_unit
};

/// y_j − y_label.
Functional outputDifference(const Weights& weights, std::size_t j, std::size_t label);
/// ±a_i.
Functional preActivation(const Weights& weights, std::size_t i, double sign);

/// In the coordinates a with (1 − a_ii)a_i = Σ_{j≠i} a_ij z_j + (Bu + b)_i, z = relu(a), adding multiples μ_i
/// of these equations to a functional f changes nothing, so that for every u in the set with a in the bounds
///   f ≤ constant + μᵀb + sup_u (input + Bᵀμ)ᵀu + Σ_j max_{a_j ∈ [l_j, h_j]} (G_j relu(a_j) + g_j a_j),
///   G = state + (A − diag A)ᵀμ,  g_j = [sign of a_j in f] − (1 − a_jj)μ_j,
/// where the maxima are at l_j, at h_j or at 0. Returns the right side, rounded up; ∞ where numbers overflow.
/// Holds for any μ (n entries): nothing needs to be known of where they come from.
double above(
    const Weights& weights, const InputSet& inputs, const Functional& f, const Bounds& a, const Numbers& mu);

} // namespace kamke::check
