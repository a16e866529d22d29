// The network of one unit that figures show: x = φ(ax + w).
#pragma once

#include "ui/workspaces/contraction/figure.h"

namespace kamke::ui {

/// The explorer's network when n = 1 and it is linked (w over the selected box), else the figures' own
/// scalar weights. A is 1×1, η = 1.
PlanarSystem scalarSystem(const ExplorerState& state);
/// Puts another a into what scalarSystem() shows.
void setScalarFeedback(ExplorerState& state, double a);

} // namespace kamke::ui
