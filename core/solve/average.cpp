#include "core/solve/iteration_rows.h"
#include "core/solve/scale.h"
#include "core/solve/solvers.h"

#include <algorithm>

namespace kamke {

namespace {

/// next = (1 − α)x + αΦ(Ax + w).
void averageStep(
    const Matrix& A, const Vector& w, const Activation& activation, double alpha, const Vector& x,
    Vector& next) {
    next.noalias() = A * x;
    next += w;
    activation.apply(next);
    next = (1 - alpha) * x + alpha * next;
}

class AverageStepper : public Stepper {
public:
    AverageStepper(const FixedPointProblem& problem, double alpha)
        : problem_(problem)
        , alpha_(alpha) {}
    void step(const Vector& x, Vector& next) override {
        averageStep(problem_.A, problem_.w, problem_.activation, alpha_, x, next);
    }

private:
    const FixedPointProblem& problem_;
    double alpha_;
};

/// Lipschitz constant of N_α in ‖·‖_η for slopes in [0, 1]: a row is (1 − α)e_i + αd a_i, convex in its slope
/// d, so max(|1 − α|, |1 − α + αa_ii| + αΣ_{j≠i}|a_ij|η_j/η_i). For α ≤ α* that is 1 − α(1 − μ_η(A)⁺).
double averageFactor(const FixedPointProblem& problem, double alpha, const Norm& norm) {
    const Index n = problem.size();
    return std::max(
        std::abs(1 - alpha), norm.ofMatrix((1 - alpha) * Matrix::Identity(n, n) + alpha * problem.A));
}

Promise averagePromise(const FixedPointProblem& problem, double alpha) {
    Promise promise = bestPromise(infinityNorms(problem, problem.measureWeights), [&](const Norm& norm) {
        return averageFactor(problem, alpha, norm);
    });
    const double alphaStar = problem.alphaStar();
    promise.reason = "μ_η(A) is " + shortNumber(promise.norm.measure(problem.A)) +
                     " and α = " + shortNumber(alpha) + (alpha <= alphaStar ? " ≤ α* = " : " > α* = ") +
                     shortNumber(alphaStar) +
                     (promise.converges ? ": it contracts by " : ": no promise, its Lipschitz constant is ") +
                     shortNumber(promise.factor);
    return promise;
}

Promise picardPromise(const FixedPointProblem& problem, double) {
    Promise promise = bestPromise(infinityNorms(problem, problem.normWeights), [&](const Norm& norm) {
        return averageFactor(problem, 1, norm);
    });
    promise.reason = "‖A‖_η is " + shortNumber(promise.factor) +
                     (promise.converges ? " < 1: it contracts" : " ≥ 1: no promise, it may diverge");
    return promise;
}

} // namespace

IterationResult solveAverage(
    const NetworkAnalysis& analysis, const Vector& w, double alpha, const Vector& start,
    const IterationOptions& options) {
    const Network& net = analysis.network();
    IterationOptions bounded = options;
    bounded.perUnit = analysis.perUnit;
    if (analysis.contracting() && alpha <= analysis.alphaStar)
        bounded.divergedAbove = noBound;
    return iterate(
        start, [&](const Vector& x, Vector& next) { averageStep(net.A, w, net.activation, alpha, x, next); },
        bounded);
}

constinit const FixedPointIteration picard{
    .id = "picard",
    .name = "Picard iteration",
    .label = "Picard",
    .formula = "x ← Φ(Ax + Bu + b)",
    .condition = "‖A‖_η < 1 for some η, that is ρ(|A|) < 1",
    .citation = "nemon, section 6.1 (implicit deep learning)",
    .explanation =
        "Apply the network to its own state; it contracts only where the norm of A is below 1, and "
        "may diverge although the fixed point is unique.",
    .colour = 0xD55E00,
    .darkColour = 0xF2864B,
    .line = LineStyle::Dashed,
    .usesAlpha = false,
    .defaultAlpha = noAlpha,
    .promise = picardPromise,
    .whyOrderIsLost = [](const FixedPointProblem& problem,
                         double) { return orderLostAboveAlphaStar(problem, 1); },
    .make = [](const FixedPointProblem& problem, double) -> std::unique_ptr<Stepper> {
        return std::make_unique<AverageStepper>(problem, 1);
    },
};

constinit const FixedPointIteration averageIteration{
    .id = "average",
    .name = "average iteration",
    .label = "average",
    .formula = "x ← (1 − α)x + αΦ(Ax + Bu + b)",
    .condition = "μ_η(A) < 1 for some η and 0 < α ≤ α* = 1/(1 − min_i [a_ii]⁻)",
    .citation = "nemon Thm 2, Cor. 5; mixed-monotone-contractive Thm 1",
    .explanation =
        "A step of size α towards the network's answer; for α ≤ α* it contracts by 1 − α(1 − μ_η(A)⁺) "
        "and its embedded version keeps the order.",
    .colour = 0x5E3C99,
    .darkColour = 0xB69AE8,
    .line = LineStyle::Solid,
    .usesAlpha = true,
    .defaultAlpha = [](const FixedPointProblem& problem) { return problem.alphaStar(); },
    .promise = averagePromise,
    .whyOrderIsLost = orderLostAboveAlphaStar,
    .make = [](const FixedPointProblem& problem, double alpha) -> std::unique_ptr<Stepper> {
        return std::make_unique<AverageStepper>(problem, alpha);
    },
};

} // namespace kamke
