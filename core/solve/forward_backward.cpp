#include "core/solve/iteration_rows.h"
#include "core/solve/splitting.h"

namespace kamke {

namespace {

class ForwardBackwardStepper : public Stepper {
public:
    ForwardBackwardStepper(const FixedPointProblem& problem, double alpha)
        : problem_(problem)
        , alpha_(alpha) {}
    void step(const Vector& x, Vector& next) override {
        forward_.noalias() = problem_.A * x;
        forward_ += problem_.w;
        next = proximal(problem_.activation, alpha_, (1 - alpha_) * x + alpha_ * forward_);
    }

private:
    const FixedPointProblem& problem_;
    double alpha_;
    Vector forward_;
};

} // namespace

// prox is entrywise and non-expansive in every diagonally weighted norm, so the linear part decides.
Promise forwardBackwardPromise(const FixedPointProblem& problem, double alpha) {
    const Index n = problem.size();
    std::vector<Norm> norms = infinityNorms(problem, problem.measureWeights);
    for (Norm& norm : monotoneNorms(problem))
        norms.push_back(std::move(norm));
    const Matrix forward = (1 - alpha) * Matrix::Identity(n, n) + alpha * problem.A;
    Promise promise = bestPromise(norms, [&](const Norm& norm) { return norm.ofMatrix(forward); });
    promise.reason = "‖(1 − α)I + αA‖" + std::string(promise.norm.kind == Norm::Kind::Two ? "₂" : "_η") +
                     " at α = " + shortNumber(alpha) + " is " + shortNumber(promise.factor) +
                     (promise.converges ? " < 1: it contracts" : " ≥ 1: no promise");
    return promise;
}

constinit const FixedPointIteration forwardBackward{
    .id = "forward-backward",
    .name = "forward-backward splitting",
    .label = "forward-backward",
    .formula = "x ← prox_αf((1 − α)x + α(Ax + Bu + b))",
    .condition = "μ_η(A) < 1 and 0 < α ≤ α*, or μ₂(A) < 1 and α < 2(1 − μ₂(A))/‖I − A‖₂²",
    .citation = "ibp-mondeq Lemma A.1, (A.3)-(A.4)",
    .explanation =
        "A step along (I − A)x − w, then the proximal operator of φ (for ReLU that is ReLU itself); "
        "it also converges for monotone operators when α is small.",
    .colour = 0xE69F00,
    .darkColour = 0xF0B73F,
    .line = LineStyle::DashDot,
    .usesAlpha = true,
    .defaultAlpha = forwardBackwardAlpha,
    .promise = forwardBackwardPromise,
    .whyOrderIsLost = orderLostAboveAlphaStar,
    .make = [](const FixedPointProblem& problem, double alpha) -> std::unique_ptr<Stepper> {
        return std::make_unique<ForwardBackwardStepper>(problem, alpha);
    },
};

} // namespace kamke
