// The rows of iterations(), one per file, and what their promises share.
#pragma once

#include "core/solve/iterations.h"

#include <functional>
#include <vector>

namespace kamke {

#define KAMKE_ROW(row) extern const FixedPointIteration row;
#include "core/solve/iterations.def"
#undef KAMKE_ROW

/// The promise of the smallest factor over the norms in which `factorIn` bounds an iteration. The problem's
/// own weights come first: others are asked only when those do not give a factor < 1.
Promise bestPromise(const std::vector<Norm>& norms, const std::function<double(const Norm&)>& factorIn);

/// The weighted ‖·‖_∞ of the problem, then that of the weights `other` when there are some.
std::vector<Norm> infinityNorms(const FixedPointProblem& problem, const Vector& other);

/// "0.8", six significant digits, for sentences.
std::string shortNumber(double value);

/// Why an averaged embedded step with α > α* may lose the order; nothing for α ≤ α*.
std::optional<std::string> orderLostAboveAlphaStar(const FixedPointProblem& problem, double alpha);

/// ‖(1 − α)I + αA‖ in ‖·‖_η or, for monotone operators, ‖·‖_2: of forward-backward, and so of what
/// accelerates it.
Promise forwardBackwardPromise(const FixedPointProblem& problem, double alpha);

/// α = 1, for the iterations that have none.
double noAlpha(const FixedPointProblem& problem);

} // namespace kamke
