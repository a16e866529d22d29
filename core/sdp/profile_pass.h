// One semidefinite program over one profile of the inputs, in the units of the system.
#pragma once

#include "core/sdp/input_profile.h"
#include "core/sdp/interior_point.h"

#include <optional>

namespace kamke {

struct ProfilePass {
    InteriorEnd end = InteriorEnd::Stalled;
    InteriorStep last; ///< of the functional
    int iterations = 0;
    SystemMultipliers multipliers; ///< of the box or ball itself; checkedBound() proves what they are worth
    Matrix moments;                ///< (n+1)²: of (1, z)
};

/// Bounds ξᵀz + ηᵀd + ‖Ez‖² over Σl_j d_j² ≤ Σl_j, which holds the box (over the ball itself in l_2): scaled
/// so that states and functional are of size one, started from scratch. `options`: target, giveUpAbove
/// and progress in the units of the functional. `lambda`: n weights Λ with Λ − ΛA ≻ 0 (ΛS serves W).
/// Nothing when there was no start or no iteration.
std::optional<ProfilePass> solveProfile(
    const ReluSystem& system, const Functional& functional, const Vector& lambda, const Vector& profile,
    const InteriorOptions& options);

/// Typical size of the functional, for relative gaps.
double functionalScale(const ReluSystem& system, const Functional& functional);

} // namespace kamke
