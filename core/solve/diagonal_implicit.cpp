#include "core/solve/iteration_rows.h"
#include "core/solve/scale.h"
#include "core/solve/solvers.h"

#include <cassert>
#include <limits>

namespace kamke {

namespace {

/// next_i = the root of x = φ(a_ii x + Σ_{j≠i} a_ij x_j + w_i).
void diagonalImplicitStep(
    const Matrix& A, const Vector& w, const Activation& activation, const Vector& x, Vector& next) {
    next.noalias() = A * x;
    next += w - A.diagonal().cwiseProduct(x);
    for (Index i = 0; i < next.size(); ++i)
        next(i) = activation.solveSelfLoop(A(i, i), next(i));
}

class DiagonalImplicitStepper : public Stepper {
public:
    explicit DiagonalImplicitStepper(const FixedPointProblem& problem)
        : problem_(problem) {}
    void step(const Vector& x, Vector& next) override {
        diagonalImplicitStep(problem_.A, problem_.w, problem_.activation, x, next);
    }

private:
    const FixedPointProblem& problem_;
};

bool hasEveryRoot(const FixedPointProblem& problem) {
    return (problem.A.diagonal().array() < 1).all();
}

/// max_i Σ_{j≠i}|a_ij|η_j/η_i / (1 − a_ii): the root moves by at most 1/(1 − a_ii) with s, at slope 1.
double factorIn(const FixedPointProblem& problem, const Norm& norm) {
    Matrix scaled = problem.A;
    scaled.diagonal().setZero();
    return norm.ofMatrix((1 - problem.A.diagonal().array()).inverse().matrix().asDiagonal() * scaled);
}

Promise promise(const FixedPointProblem& problem, double) {
    if (!hasEveryRoot(problem)) {
        Promise none;
        none.factor = nan;
        none.norm = problem.norm();
        none.reason = "some a_ii is " + shortNumber(problem.A.diagonal().maxCoeff()) +
                      " ≥ 1, where x_i = φ(a_ii x_i + s) need not have one root";
        return none;
    }
    Promise result = bestPromise(infinityNorms(problem, problem.measureWeights), [&](const Norm& norm) {
        return factorIn(problem, norm);
    });
    result.reason = "max_i Σ_{j≠i}|a_ij|η_j/η_i/(1 − a_ii) is " + shortNumber(result.factor) +
                    (result.converges ? " < 1: it contracts" : " ≥ 1: no promise");
    return result;
}

} // namespace

IterationResult solveDiagonalImplicit(
    const NetworkAnalysis& analysis, const Vector& w, const Vector& start, const IterationOptions& options) {
    const Network& net = analysis.network();
    assert((net.A.diagonal().array() < 1).all());
    IterationOptions bounded = options;
    bounded.perUnit = analysis.perUnit;
    if (analysis.contracting())
        bounded.divergedAbove = noBound;
    return iterate(
        start,
        [&](const Vector& x, Vector& next) { diagonalImplicitStep(net.A, w, net.activation, x, next); },
        bounded);
}

constinit const FixedPointIteration diagonalImplicit{
    .id = "diagonal-implicit",
    .name = "diagonal-implicit iteration",
    .label = "diagonal-implicit",
    .formula = "x_i ← the root of x_i = φ(a_ii x_i + Σ_{j≠i} a_ij x_j + (Bu + b)_i)",
    .condition = "μ_η(A) < 1 for some η",
    .citation = "from nemon Thm 2 with each unit's own term solved",
    .explanation =
        "Each unit's equation is solved for its own state; never slower in theory than the average "
        "iteration at α* when all a_ii ≤ 0, and its embedded version keeps the order.",
    .colour = 0x5C6570,
    .darkColour = 0xC4C9CF,
    .line = LineStyle::LongDash,
    .usesAlpha = false,
    .defaultAlpha = noAlpha,
    .promise = promise,
    .whyOrderIsLost = [](const FixedPointProblem&, double) -> std::optional<std::string> {
        return std::nullopt;
    },
    .make = [](const FixedPointProblem& problem, double) -> std::unique_ptr<Stepper> {
        return hasEveryRoot(problem) ? std::make_unique<DiagonalImplicitStepper>(problem) : nullptr;
    },
};

} // namespace kamke
