#include "core/solve/iteration_rows.h"
#include "core/solve/splitting.h"

#include <cmath>
#include <deque>
#include <limits>

namespace kamke {

namespace {

constexpr std::size_t memory = 5;

/// Anderson acceleration, type II (Walker and Ni, 2011), of the forward-backward map G: next = g − ΔG γ with
/// γ the least-squares solution of ΔF γ ≈ f, f = G(x) − x. An extrapolation is taken only while ‖f‖ falls at
/// least like k^{-1.1} over the accepted ones, else the plain step: so it converges wherever G contracts.
class AndersonStepper : public Stepper {
public:
    AndersonStepper(const FixedPointProblem& problem, double alpha)
        : plain_(forwardBackward.make(problem, alpha)) {}

    void step(const Vector& x, Vector& next) override {
        plain_->step(x, next);
        const Vector g = next, f = g - x;
        if (!first_)
            first_ = f.stableNorm();
        if (lastG_.size()) {
            changesOfG_.push_back(g - lastG_);
            changesOfF_.push_back(f - lastF_);
            if (changesOfF_.size() > memory) {
                changesOfG_.pop_front();
                changesOfF_.pop_front();
            }
        }
        lastG_ = g;
        lastF_ = f;
        if (changesOfF_.empty() || !(f.stableNorm() <= *first_ * std::pow(accepted_ + 1, -1.1)))
            return;
        const Index columns = static_cast<Index>(changesOfF_.size());
        Matrix dF(x.size(), columns), dG(x.size(), columns);
        for (Index j = 0; j < columns; ++j) {
            dF.col(j) = changesOfF_[static_cast<std::size_t>(j)];
            dG.col(j) = changesOfG_[static_cast<std::size_t>(j)];
        }
        // In units of f, whose squares neither underflow nor overflow.
        const double size = f.lpNorm<Eigen::Infinity>();
        if (!(size > 0))
            return;
        const Vector gamma = (dF / size).colPivHouseholderQr().solve(f / size);
        const Vector extrapolated = g - dG * gamma;
        if (!extrapolated.allFinite())
            return;
        next = extrapolated;
        ++accepted_;
    }

private:
    std::unique_ptr<Stepper> plain_;
    Vector lastG_, lastF_;
    std::deque<Vector> changesOfG_, changesOfF_;
    std::optional<double> first_; ///< ‖f‖ at the start
    int accepted_ = 0;
};

Promise promise(const FixedPointProblem& problem, double alpha) {
    Promise result = forwardBackwardPromise(problem, alpha);
    result.reason =
        "safeguarded by forward-backward steps: " + result.reason + "; the acceleration itself has no factor";
    result.factor = nan;
    return result;
}

std::optional<std::string> whyOrderIsLost(const FixedPointProblem&, double) {
    return "an extrapolation takes combinations of earlier pairs with weights of both signs, so that x̲ ≤ x̄ "
           "may be "
           "lost on the way and an unordered pair encloses nothing; only the limit is a box";
}

} // namespace

constinit const FixedPointIteration anderson{
    .id = "anderson",
    .name = "Anderson acceleration",
    .label = "Anderson",
    .formula = "x ← G(x) − ΔG γ, γ = argmin ‖f − ΔF γ‖₂, f = G(x) − x, G forward-backward",
    .condition = "that of forward-backward, whose steps are its safeguard",
    .citation = "ibp-mondeq, section 4 (Walker and Ni, 2011)",
    .explanation =
        "Extrapolates from the last 5 forward-backward steps; usually far fewer iterations, without a "
        "guaranteed factor.",
    .colour = 0x8B5A2B,
    .darkColour = 0xD0A377,
    .line = LineStyle::Dotted,
    .usesAlpha = true,
    .defaultAlpha = forwardBackwardAlpha,
    .promise = promise,
    .whyOrderIsLost = whyOrderIsLost,
    .make = [](const FixedPointProblem& problem, double alpha) -> std::unique_ptr<Stepper> {
        return std::make_unique<AndersonStepper>(problem, alpha);
    },
};

} // namespace kamke
