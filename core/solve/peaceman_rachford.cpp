#include "core/solve/iteration_rows.h"

#include "core/model/decompositions.h"
#include "core/solve/scale.h"
#include "core/solve/solvers.h"
#include "core/solve/splitting.h"

namespace kamke {

namespace {

// 0 ∈ F(x) + ∂f(x) with F(x) = (I − A)x − w. In the coordinates Λ^{1/2}x the affine part is strongly monotone
// when Λ − ΛA ≻ 0; a diagonal scaling keeps both resolvents, so the iteration is the same for every Λ and
// only the norm in which it contracts is not.
class PeacemanRachfordStepper : public Stepper {
public:
    PeacemanRachfordStepper(const Matrix& A, const Vector& w, const Activation& activation, double alpha)
        : system_((1 + alpha) * Matrix::Identity(A.rows(), A.rows()) - alpha * A)
        , resolvent_(system_)
        , shift_(alpha * w)
        , activation_(activation)
        , alpha_(alpha) {}

    Vector fromState(const Vector& x) const override { return system_ * x - shift_; }
    Vector toState(const Vector& z) const override { return proximal(activation_, alpha_, reflected(z)); }
    /// z ← (2 prox_αf − I)(2R − I)z, R = (I + αF)^{-1}.
    void step(const Vector& z, Vector& next) override {
        const Vector r = reflected(z);
        next = 2 * proximal(activation_, alpha_, r) - r;
    }

private:
    Vector reflected(const Vector& z) const { return 2 * resolvent_.solve(z + shift_) - z; }

    Matrix system_; ///< I + α(I − A)
    LuFactors resolvent_;
    Vector shift_;
    Activation activation_;
    double alpha_;
};

/// ‖(I − α(I − A))(I + α(I − A))^{-1}‖, below 1 in ‖·‖_2 weighted by Λ exactly when Λ − ΛA ≻ 0.
Promise promise(const FixedPointProblem& problem, double alpha) {
    std::vector<Norm> norms = monotoneNorms(problem);
    for (Norm& norm : infinityNorms(problem, problem.measureWeights))
        norms.push_back(std::move(norm));
    Promise result =
        bestPromise(norms, [&](const Norm& norm) { return peacemanRachfordFactor(problem.A, alpha, norm); });
    const double mu2 = monotoneNorms(problem).back().measure(problem.A);
    result.reason = "‖(I − α(I − A))(I + α(I − A))⁻¹‖ is " + shortNumber(result.factor) +
                    (result.converges ? " < 1: it contracts" : " ≥ 1: no promise") + " (μ₂(A) is " +
                    shortNumber(mu2) + ")";
    return result;
}

std::optional<std::string> whyOrderIsLost(const FixedPointProblem&, double) {
    return "the resolvent (I + α(I − A))⁻¹ mixes lower and upper bounds with both signs and the reflection "
           "2φ − 1 "
           "decreases where φ is flat, so the map does not preserve the order: on the way the pairs may "
           "cross and "
           "enclose nothing, only the limit is a box";
}

} // namespace

IterationResult solvePeacemanRachford(
    const NetworkAnalysis& analysis, const Vector& w, const Vector& start, const IterationOptions& options) {
    const Network& net = analysis.network();
    PeacemanRachfordStepper stepper(net.A, w, net.activation, analysis.splittingAlpha);
    IterationOptions bounded = options;
    if (analysis.conditions.holds("lben"))
        bounded.divergedAbove = noBound;
    IterationResult result = iterate(
        stepper.fromState(start), [&](const Vector& z, Vector& next) { stepper.step(z, next); }, bounded);
    result.x = stepper.toState(result.x);
    return result;
}

constinit const FixedPointIteration peacemanRachford{
    .id = "peaceman-rachford",
    .name = "Peaceman-Rachford splitting",
    .label = "Peaceman-Rachford",
    .formula = "z ← (2prox_αf − I)(2(I + α(I − A))⁻¹(· + αw) − I)z, x = prox_αf(…)",
    .condition = "μ₂(A) < 1, or Λ − ΛA ≻ 0 for some positive diagonal Λ; any α > 0",
    .citation = "nemon, section 6 (as MON is run there)",
    .explanation =
        "Reflects through the linear part (one factorisation) and through φ in turn; made for monotone "
        "operators, where the average iteration may fail.",
    .colour = 0xCC79A7,
    .darkColour = 0xE29BC4,
    .line = LineStyle::Solid,
    .usesAlpha = true,
    .defaultAlpha = noAlpha,
    .promise = promise,
    .whyOrderIsLost = whyOrderIsLost,
    .make = [](const FixedPointProblem& problem, double alpha) -> std::unique_ptr<Stepper> {
        return std::make_unique<PeacemanRachfordStepper>(problem.A, problem.w, problem.activation, alpha);
    },
};

} // namespace kamke
