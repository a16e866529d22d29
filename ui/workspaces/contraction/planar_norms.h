// The norms that the planar figures know, in the order of their colours.
#pragma once

#include "ui/workspaces/contraction/figure.h"

#include <span>

namespace kamke::ui {

struct PlanarNorm {
    Norm::Kind kind;
    bool weighted; ///< with the weights η of the least μ_η(A)
    const char* name;
};
/// l₁, l₂, l∞ and l∞ with the best weights.
std::span<const PlanarNorm> planarNorms();
QString normText(const PlanarNorm& norm);
Norm normOf(const PlanarNorm& norm, const PlanarSystem& system);
/// Index in planarNorms() of the one that is chosen.
int chosenNorm(const ContractionState& state);

/// α of averaged iterates and Euler steps: the chosen one, or α* of the problem.
double chosenAlpha(const ContractionState& state, const FixedPointProblem& problem);

} // namespace kamke::ui
