// Why the state is a unique and continuous function of the input, and where it is.
#pragma once

#include "problem.h"

namespace kamke::check {

/// Shows for all inputs at once that x = relu(Ax + w) has exactly one solution, which is continuous in w,
/// from one of
///
///   (1 − a_ii)η_i > Σ_{j≠i} |a_ij|η_j, η > 0 (μ_∞,η(A) < 1: mixed-monotone-contractive Thm 1)
///
///   P = Λ − (ΛA + AᵀΛ)/2 ≻ 0, Λ > 0 diagonal (lben: A that is monotone in the norm of Λ)
///
/// and encloses that solution around a point with a small residual:
/// x̂ ≥ 0 solves the equation with w + ρ for w, where ρ_i = x̂_i − (Ax̂ + w)_i if x̂_i > 0, and else the part
/// of −(Ax̂ + w)_i below 0. Then |x − x̂|_i ≤ η_i max_k |ρ_k|/((1 − a_kk)η_k − Σ_{j≠k}|a_kj|η_j), since
/// relu(a_ii x_i + v) = x_i means x_i = relu(v/(1 − a_ii)), of which the slopes in v are at most 1/(1 −
/// a_ii); or |x − x̂|_2 ≤ |Λρ|_2/δ where P ⪰ δI, since ΔᵀPΔ ≤ ΔᵀΛρ for Δ = x − x̂ by the monotony of relu.
class Unique {
public:
    /// Throws Refused that names the first inequality that fails.
    Unique(const Weights& weights, const Proof& proof);

    /// How far the solution is from x̂ at most, entry by entry, n; w has n entries. Throws Refused.
    Numbers distance(const Numbers& state, const Intervals& w) const;

private:
    void byWeights();
    void byMonotony();

    const Weights& weights_;
    const Numbers& eta_;
    const Numbers& lambda_;
    Numbers gap_;      ///< n, by weights: from below
    double least_ = 0; ///< by monotony: δ
};

/// w = Bu + b of an exact raw input, n entries.
Intervals offsets(const Weights& weights, const Numbers& raw);
/// Ax̂ without the units' own feedback, + w.
Intervals withoutOwn(const Weights& weights, const Numbers& state, const Intervals& w);

} // namespace kamke::check
