#include "core/train/schedule.h"

#include <algorithm>
#include <cmath>

namespace kamke {

namespace {

// Shares of the training: first the clean loss alone, then the ramp, then full ε while the rate falls.
constexpr double rampFrom = 0.03, rampTo = 0.4, rateFallsFrom = 0.5;

// Of the smooth ramp: after one epoch at ε = 0, up to this share of the training.
constexpr double smoothRampTo = 0.6;

/// ibp-mondeq, appendix B: a monomial of degree 4 over the first quarter, then a line up to 1 at t = 1, with
/// a continuous derivative: c·t⁴ up to t₁ = ¼, then c·t₁⁴ + 4c·t₁³(t − t₁).
double smoothRamp(double t) {
    constexpr double t1 = 0.25;
    constexpr double cube = t1 * t1 * t1;
    constexpr double c = 1 / (cube * t1 + 4 * cube * (1 - t1));
    return t < t1 ? c * t * t * t * t : c * cube * t1 + 4 * c * cube * (t - t1);
}

double between(double from, double to, double at) {
    return std::clamp((at - from) / (to - from), 0.0, 1.0);
}

} // namespace

Schedule scheduleAt(const TrainOptions& options, double done) {
    Schedule now;
    now.rate = options.rate;
    if (options.finalRate > 0)
        now.rate *= std::pow(options.finalRate / options.rate, between(rateFallsFrom, 1, done));
    if (!(options.certifiedEps > 0))
        return now;
    if (findModelKind(options.kind)->smoothRamp) {
        now.eps = options.certifiedEps * smoothRamp(between(1.0 / options.epochs, smoothRampTo, done));
        now.cleanWeight = now.eps > 0 ? 0 : 1; // at ε = 0 both losses are the same
    } else {
        const double ramp = between(rampFrom, rampTo, done);
        now.eps = ramp * options.certifiedEps;
        now.cleanWeight = 1 - ramp;
    }
    return now;
}

} // namespace kamke
