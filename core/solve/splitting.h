// What the operator-splitting iterations share: the problem as 0 ∈ F(x) + ∂f(x), F(x) = (I − A)x − w, φ =
// prox_f.
#pragma once

#include "core/model/reflected_resolvent.h"
#include "core/solve/fixed_point_problem.h"

#include <vector>

namespace kamke {

/// prox_{αf}(v), entrywise, α > 0. Every weakly increasing non-expansive φ is prox_f of some convex f; for α
/// = 1 this is φ(v), for ReLU (an indicator's) it is φ(v) for every α, else x = φ((1 − 1/α)x + v/α)
/// (for ReLU: ibp-mondeq Lemma A.1).
Vector proximal(const Activation& activation, double alpha, const Vector& v);
double proximal(const Activation& activation, double alpha, double v);

/// ‖·‖_2 plain and, when Λ is known, weighted by it.
std::vector<Norm> monotoneNorms(const FixedPointProblem& problem);

/// α with a promise for forward-backward: α* where some ‖·‖_η contracts, else m/L² with m = 1 − μ_2(A),
/// L = ‖I − A‖ in the 2-norm (weighted by Λ) of a monotone operator; α* when neither holds.
double forwardBackwardAlpha(const FixedPointProblem& problem);

} // namespace kamke
