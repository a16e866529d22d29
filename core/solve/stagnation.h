// When an iteration has come as near to its limit as rounding lets it.
#pragma once

#include <limits>

namespace kamke {

/// Notices steps that rounding keeps from becoming smaller: small ones that go to and fro, none of the last
/// below an earlier one by as much as a slow contraction would bring.
class Stagnation {
public:
    /// Told of every step and of the size of what it changes.
    bool operator()(double step, double scale) {
        if (step < 0.99 * least_) {
            least_ = step;
            since_ = 0;
            return false;
        }
        return ++since_ >= 128 && step <= 4 * least_ && step <= 1e-11 * scale;
    }

private:
    double least_ = std::numeric_limits<double>::infinity();
    int since_ = 0;
};

} // namespace kamke
