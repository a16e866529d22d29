// Better multipliers for the relaxation, step by step.
#pragma once

#include "core/search/relaxation.h"
#include "core/search/slope_system.h"

#include <optional>

namespace kamke {

/// What the multipliers ν = D(ξ + Wᵀν) + e are made of, k entries each: the slopes D are 1 and 0 where the
/// sign of a unit is known, that of the chord where it is open and G_j ≥ 0, and alpha_j ∈ [0, 1] where it is
/// open and G_j < 0. e is the multiplier of a known sign itself: ≥ 0 for a_j ≥ 0, ≤ 0 for a_j ≤ 0, 0 where
/// the sign is open.
struct SlopeMultipliers {
    Vector alpha, e;
    Vector G{}; ///< of the last point, from whose signs the next one starts; empty: those of ξ
};

/// alpha where the lower line of a unit with the larger side wins, e = 0.
SlopeMultipliers startMultipliers(const Box& a);

/// ν and how to change it: ν = (I − DWᵀ)^{-1}(Dξ + e).
class SlopedPoint {
public:
    /// Chooses D by the signs of G, up to three times.
    SlopedPoint(
        const Relaxation& relaxation, const Objective& objective, const Box& a, const SlopeMultipliers& m);

    const RelaxedPoint& point() const { return point_; }
    /// (I − WD)^{-1} residual: ∂F/∂e_j, and ∂F/∂alpha_j = G_j times it.
    Vector sensitivity(const Vector& residual) const { return system_->solveTransposed(residual); }
    /// Column j of (I − DWᵀ)^{-1}: how ν moves with e_j.
    Vector direction(Index j) const { return system_->solve(Vector::Unit(point_.nu.size(), j)); }

private:
    std::optional<SlopeSystem> system_;
    RelaxedPoint point_;
};

struct AscentLimits {
    int steps = 8;
    double target = 0; ///< Polyak steps lead here; a bound below it ends the ascent
    Limits limits{};   ///< reached: the best so far
};

/// The best of the points on the way: projected subgradient steps of Polyak's length, relaxed by 0.6 after
/// three without gain. `m` becomes what the best point was made of.
RelaxedPoint improveMultipliers(
    const Relaxation& relaxation, const Objective& objective, const Box& a, SlopeMultipliers& m,
    const AscentLimits& limits);

} // namespace kamke
