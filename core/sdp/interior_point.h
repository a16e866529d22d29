// The structured primal-dual interior-point method for the semidefinite model over a ball.
#pragma once

#include "core/sdp/ball_problem.h"
#include "core/solve/iteration.h"

#include <functional>
#include <limits>

namespace kamke {

/// What is known after an iteration. Every `bound` is one of the maximum in exact arithmetic, since every
/// iterate is dual feasible; `primal` is the value of the moment matrix, which is what the relaxation attains
/// once `infeasible` is small.
struct InteriorStep {
    double bound = 0, primal = 0;
    double infeasible = 0; ///< largest residual of the moments, relative to 1 + the largest moment
};

struct InteriorOptions {
    /// Stop when bound − primal is at most this, relative to max(floor, |bound|) in the units of the
    /// functional (default: 1e-3).
    double gap = 1e-3;
    double floor = 1; ///< (default: 1)
    /// Stop as soon as the bound is below it (default: never).
    double target = -std::numeric_limits<double>::infinity();
    /// Stop as soon as a feasible moment matrix shows that no bound will be below it (default: never).
    double giveUpAbove = std::numeric_limits<double>::infinity();
    int maxIterations = 60; ///< (default: 60)
    Limits limits;
    std::function<void(const InteriorStep&)> progress; ///< after every iteration (default: none)
};

enum class InteriorEnd { Gap, BelowTarget, Hopeless, Iterations, Stopped, Stalled };

struct InteriorResult {
    InteriorEnd end = InteriorEnd::Stalled;
    BallMultipliers multipliers; ///< of the best bound
    Matrix moments;              ///< X of size N with X_00 = 1: moments of (1, y, z)
    InteriorStep last;
    int iterations = 0;
};

/// An interior point to start from: Z ≻ 0, X ≻ 0, p, r, and the slacks of their inequalities > 0.
struct InteriorStart {
    BallMultipliers multipliers;
    Matrix moments;
    Vector slackP, slackR;
};

/// A start from the states at the centre, x = relu(Wx + u₀), and weights Λ with Λ − ΛW ≻ 0: multipliers t a
/// multiple of Λ, moments of the linearisation at x. A shape starts as a multiple of the identity, so the
/// outputs should have moments of size one. Nothing when Λ − ΛW is not positive definite, or not finite.
std::optional<InteriorStart>
coldStart(const BallProblem& problem, const Vector& states, const Vector& lambda);

/// Minimises s + g, or s + g − log det of the shape, over the multipliers (Helmberg, Rendl, Vanderbei,
/// Wolkowicz; Kojima, Shindoh, Hara; Monteiro: the HKM direction with Mehrotra's predictor and corrector).
InteriorResult
minimiseBound(const BallProblem& problem, const InteriorStart& start, const InteriorOptions& options = {});

} // namespace kamke
