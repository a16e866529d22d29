// The shares of bounds by multipliers: relational, semidefinite, of an ellipsoid, and of the search.
#pragma once

#include "core/certify/bound_shares.h"
#include "core/certify/cascade.h"

namespace kamke {

/// Splits the best of the proved bounds of a competitor, that of CompetitorCascade::bound(), at one input of
/// the system:
///   relational: Relaxation::gaps() over the relational box;
///   semidefinite: multiplierGaps();
///   search: Relaxation::gaps() over the leaf with the largest bound. The sample may lie on the other side of
///   some of its splits, where its own term is above all of the leaf's; what it is above them is taken from
///   all other shares in proportion.
/// A stable unit has no share, since its equation is used as it is. Nothing where the bound has no
/// multipliers.
std::optional<BoundShares> cascadeShares(
    const SampleSystem& sample, const RelationalRoot& root, const CompetitorCascade& competitor,
    const SamplePoint& at);

/// Splits the bound of y = Cx + c along a direction, ρ‖v‖_2 with v = L⁻¹(e_j − e_label) of y_j − y_label.
/// With w = Lᵀ(y − centre) at the input the loss is
///   ρ‖v‖ − vᵀw = (‖v‖/2ρ)((ρ² − ‖w‖²) + ‖w − ρv/‖v‖‖²):
/// of the first part multiplierGaps() knows the shares, since the program of the ellipsoid bounds ‖w‖² by ρ²;
/// the second, and what the gauge's own units lose in it (see OutputSystem), is of the ellipsoid's shape and
/// no unit's or input's: the rest, with what the radius was enlarged by for rounding. `preActivations` and
/// the multipliers of the units that they leave open are those of boundOutputs().
std::optional<BoundShares> ellipsoidShares(
    const Matrix& C, const Vector& c, const SampleSystem& sample, const Box& preActivations,
    const Ellipsoid& ellipsoid, const SystemMultipliers& multipliers, int competitor, const SamplePoint& at);

} // namespace kamke
