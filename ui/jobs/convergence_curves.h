// What the Convergence workspace draws over α and over η.
#pragma once

#include "ui/jobs/convergence_job.h"

namespace kamke::ui {

/// From 0 to this, α is varied.
constexpr double largestAlpha = 1.5;

/// Theoretical factor and iterations of `iteration` on `problem` from x = 0 over a grid of α; null when it
/// was stopped.
std::shared_ptr<const AlphaCurve> alphaCurve(
    const FixedPointIteration& iteration, const FixedPointProblem& problem, const std::stop_token& stop);

/// μ_η(A) around the weights `best` for n = 2 and 3; null for other n.
std::shared_ptr<const EtaMap> etaMap(const Matrix& A, const Vector& best);

} // namespace kamke::ui
