// Relational bounds: pre-activations and functionals of states bounded through the equation that ties them
// together.
#pragma once

#include "core/model/box.h"
#include "core/sdp/relu_system.h"
#include "core/solve/iteration.h"

#include <optional>

namespace kamke {

/// Bounds of functionals, one entry each.
struct FunctionalRange {
    Vector lower, upper;
};

/// Bounds of C_iᵀz + H_iᵀd over all inputs whose pre-activations lie in `a`, for the columns C_i (n×k) and
/// H_i (r×k): adding ν_iᵀ(Wz + Ud + u₀ + e − a) = 0 and maximising over every a_j on its own,
///   max ≤ Σ_j max_{a_j} [(C_i + Wᵀν_i)_j relu(a_j) − ν_ij a_j] + ν_iᵀu₀ + ‖Uᵀν_i + H_i‖_* + |ν_i|ᵀerror,
/// the maxima at an end of a_j or at 0. Sound for any ν (n×k), proved in floating point; ν = 0 gives interval
/// bounds, and the best ν the linear relaxation by triangles (semialgebraic-mondeq, section 3, without
/// moments).
FunctionalRange
relaxedRange(const ReluSystem& system, const Box& a, const Matrix& C, const Matrix& H, const Matrix& nu);

/// Bounds of the pre-activations over all inputs whose pre-activations lie in `a`: relaxedRange of the rows
/// of Wz + Ud + u₀ with ν from a = (I − WS)⁻¹(Ud + u₀ + Wr), where z = Sa + r, 0 ≤ r ≤ r̄ encloses relu over
/// `a`.
Box refinedPreActivations(const ReluSystem& system, const Box& a);

/// Bounds of the pre-activations over all inputs, proved. `known`: bounds that hold. They are intersected
/// with a box found from the inside: a(d) is continuous and the inputs are connected, so when refined bounds
/// of a box around a(0) lie in its interior, no a(d) leaves it. Conditions: the system is not incremental,
/// and its solution is continuous in d (Λ − ΛW ≻ 0 or μ_η(W) < 1). Nothing when the limits were reached.
std::optional<Box> relationalPreActivations(const ReluSystem& system, const Box& known, const Limits& limits);

/// An upper bound of ξᵀz + ηᵀd over all inputs, from bounds of the pre-activations: the best ν of a few, each
/// from slopes that the last one's signs suggest.
double relationalBound(const ReluSystem& system, const Box& a, const Functional& functional);

} // namespace kamke
