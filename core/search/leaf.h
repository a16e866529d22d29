// A part of the inputs where all signs are known: the states are linear, and the best multipliers come from a
// program.
#pragma once

#include "core/search/relaxation.h"

#include <functional>

namespace kamke {

/// Multipliers of a box without open units, and the input that attains the maximum of its linear program
///   max ξᵀz + ηᵀd  over ‖d‖ ≤ 1 and the signs of a(d) = (I − WD)^{-1}(u₀ + Ud), z = Da,
/// by Newton's method on its dual with a logarithmic barrier for the signs of the multipliers and ‖q‖
/// smoothed; both fade together. `visit` sees the point and the input of every stage and says when it is
/// enough.
void solveLeaf(
    const Relaxation& relaxation, const Objective& objective, const Box& a,
    const std::function<bool(const RelaxedPoint& point, const Vector& d)>& visit);

} // namespace kamke
