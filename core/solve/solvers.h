// Fixed points of x = Φ(Ax + w), w = Bu + b.
#pragma once

#include "core/model/analysis.h"
#include "core/solve/iteration.h"

namespace kamke {

/// x ← (1−α)x + αΦ(Ax + w). For 0 < α ≤ α* and μ_η(A) < 1 it contracts in ‖·‖_η with factor 1 − α(1 −
/// μ_η(A)⁺) (nemon Thm 2, Cor. 5). Any α is taken: above α* it may diverge, which is an answer. w: n; start:
/// n.
IterationResult solveAverage(
    const NetworkAnalysis& analysis, const Vector& w, double alpha, const Vector& start,
    const IterationOptions& options = {});

/// Each φ equation solved for its own x_i: x_i ← the root of x = φ(a_ii x + Σ_{j≠i} a_ij x_j + w_i). Needs
/// a_ii < 1; contracts with factor max_i Σ_{j≠i}|a_ij|η_j/η_i/(1 − a_ii) for a_ii ≤ 0.
IterationResult solveDiagonalImplicit(
    const NetworkAnalysis& analysis, const Vector& w, const Vector& start,
    const IterationOptions& options = {});

/// Peaceman-Rachford splitting for 0 ∈ (I − A)x − w + ∂f(x), φ = prox_f, as MON is run in nemon, section 6,
/// but with the step analysis.splittingAlpha: with step 1 a network with m = 20 settles a tenth as fast. (The
/// row of iterations() has the paper's step 1 as its default.) It contracts when μ_2(A) < 1, and in the norm
/// weighted by Λ when Λ − ΛA ≻ 0 for some positive diagonal Λ.
IterationResult solvePeacemanRachford(
    const NetworkAnalysis& analysis, const Vector& w, const Vector& start,
    const IterationOptions& options = {});

/// x = Φ(Ax + w) by the solver whose condition holds (see forward()), from `start`, and that solver's name.
struct StateSolution {
    std::string solver;
    IterationResult result;
};
StateSolution solveState(
    const NetworkAnalysis& analysis, const Vector& w, const Vector& start,
    const IterationOptions& options = {});

/// The state for one raw input: the solver whose condition holds (diagonal-implicit under μ_η(A) < 1,
/// Peaceman-Rachford under Λ − ΛA ≻ 0, else diagonal-implicit or the average iteration without a promise).
/// `residual` is re-evaluated as ‖x − Φ(Ax + w)‖_∞, whatever the steps were.
struct ForwardResult {
    Status status = Status::NotConverged;
    std::string reason, solver;
    Vector x, y;
    int iterations = 0;
    double residual = 0;
};
ForwardResult
forward(const NetworkAnalysis& analysis, const Vector& rawInput, const IterationOptions& options = {});

} // namespace kamke
