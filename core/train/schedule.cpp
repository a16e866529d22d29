#include "train/schedule.h"

#include <algorithm>
#include <cmath>

namespace kamke {

namespace {

// Shares of the training: first the clean loss alone, then the ramp, then full ε while the rate falls.
constexpr double rampFrom = 0.03, rampTo = 0.4, rateFallsFrom = 0.5;

double between(double from, double to, double at) {
    return std::clamp((at - from) / (to - from), 0.0, 1.0);
}

} // namespace

Schedule scheduleAt(const TrainOptions& options, double done) {
    Schedule now;
    now.rate = options.rate;
    if (options.finalRate > 0)
        now.rate *= std::pow(options.finalRate / options.rate, between(rateFallsFrom, 1, done));
    if (options.certifiedEps > 0) {
        const double ramp = between(rampFrom, rampTo, done);
        now.eps = ramp * options.certifiedEps;
        now.cleanWeight = 1 - ramp;
    }
    return now;
}

} // namespace kamke
