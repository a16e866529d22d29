// The fixed boxes of the two embeddings, and fixed points within them.
#pragma once

#include "core/solve/iterations.h"
#include "ui/workspaces/contraction/figure.h"

namespace kamke::ui {

/// The averaged embedded iteration at its own α* from the fixed point at the centre of w, as far as it gets:
/// every step keeps x̲ ≤ x̄ and the box only grows (mixed-monotone-contractive Thm 1). Its last state is the
/// box of `kamke-cli reach` (mm or ibp) when it is Ok.
IterationRun growBox(const PlanarSystem& system, Splitting splitting, int maxIterations = 4000);
/// The same from another stacked start.
IterationRun
embeddedRun(const PlanarSystem& system, Splitting splitting, const Vector& start, int maxIterations = 4000);

/// Fixed points x* for `count` values of w spread over its box, one column each; the corners come first.
/// Fewer columns where the iteration does not get there.
Matrix fixedPoints(const PlanarSystem& system, int count);

} // namespace kamke::ui
