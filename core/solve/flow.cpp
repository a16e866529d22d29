#include "core/solve/flow.h"

#include "core/solve/scale.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <sstream>

namespace kamke {

namespace {

// Dormand and Prince (1980), the 5(4) pair, and the continuous extension of order 4 (Hairer, Nørsett, Wanner:
// Solving Ordinary Differential Equations I, II.6).
constexpr double a21 = 1. / 5;
constexpr double a31 = 3. / 40, a32 = 9. / 40;
constexpr double a41 = 44. / 45, a42 = -56. / 15, a43 = 32. / 9;
constexpr double a51 = 19372. / 6561, a52 = -25360. / 2187, a53 = 64448. / 6561, a54 = -212. / 729;
constexpr double a61 = 9017. / 3168, a62 = -355. / 33, a63 = 46732. / 5247, a64 = 49. / 176,
                 a65 = -5103. / 18656;
constexpr double b1 = 35. / 384, b3 = 500. / 1113, b4 = 125. / 192, b5 = -2187. / 6784, b6 = 11. / 84;
constexpr double e1 = 71. / 57600, e3 = -71. / 16695, e4 = 71. / 1920, e5 = -17253. / 339200, e6 = 22. / 525,
                 e7 = -1. / 40;
constexpr double d1 = -12715105075. / 11282082432, d3 = 87487479700. / 32700410799,
                 d4 = -10690763975. / 1880347072, d5 = 701980252875. / 199316789632,
                 d6 = -1453857185. / 822651844, d7 = 69997945. / 29380423;

constexpr double divergedAbove = 1e12;
constexpr int mostSteps = 200000;

} // namespace

Vector Trajectory::at(double t) const {
    assert(!times_.empty());
    const auto after = std::upper_bound(times_.begin(), times_.end(), t);
    if (after == times_.begin())
        return states_.front();
    const auto k = static_cast<std::size_t>(after - times_.begin()) - 1;
    if (k + 1 >= times_.size())
        return states_.back();
    const double s = (t - times_[k]) / (times_[k + 1] - times_[k]), r = 1 - s;
    const std::array<Vector, 5>& c = dense_[k];
    return c[0] + s * (c[1] + r * (c[2] + s * (c[3] + r * c[4])));
}

Trajectory integrate(
    const FixedPointProblem& problem, const Vector& start, double end, double tolerance,
    const Limits& limits) {
    assert(end >= 0 && tolerance > 0);
    const auto slope = [&](const Vector& x) { return Vector(problem.map(x) - x); };
    const Norm norm = problem.norm();
    Trajectory path;
    path.times_.push_back(0);
    path.states_.push_back(start);
    const auto stop = [&](Status status, std::string reason) {
        path.status = status;
        path.reason = std::move(reason);
        return std::move(path);
    };
    Vector x = start, k1 = slope(x);
    // What is small and large is so beside the start and where it is drawn to at first.
    const double scale = std::max(norm(start), norm(start + k1));
    const double largest = divergedAbove * scale;
    double t = 0, h = std::min(0.05, end);
    for (int step = 0; t < end; ++step) {
        if (limits.reached())
            return stop(Status::Cancelled, "stopped at t = " + std::to_string(t));
        if (step == mostSteps)
            return stop(Status::NotConverged, "too many steps before t = " + std::to_string(t));
        h = std::min(h, end - t);
        const Vector k2 = slope(x + h * (a21 * k1));
        const Vector k3 = slope(x + h * (a31 * k1 + a32 * k2));
        const Vector k4 = slope(x + h * (a41 * k1 + a42 * k2 + a43 * k3));
        const Vector k5 = slope(x + h * (a51 * k1 + a52 * k2 + a53 * k3 + a54 * k4));
        const Vector k6 = slope(x + h * (a61 * k1 + a62 * k2 + a63 * k3 + a64 * k4 + a65 * k5));
        const Vector next = x + h * (b1 * k1 + b3 * k3 + b4 * k4 + b5 * k5 + b6 * k6);
        const Vector k7 = slope(next);
        const double size = norm(next);
        if (!(size <= largest))
            return stop(
                Status::Diverged, "the trajectory grows without bound (near t = " + std::to_string(t) + ")");
        const double error = norm(h * (e1 * k1 + e3 * k3 + e4 * k4 + e5 * k5 + e6 * k6 + e7 * k7)) /
                             std::max(tolerance * std::max(scale, size), leastStep(x.size()));
        if (error <= 1 || h < 1e-9) {
            const Vector change = next - x, bend = h * k1 - change;
            path.dense_.push_back(
                {x, change, bend, change - h * k7 - bend,
                 h * (d1 * k1 + d3 * k3 + d4 * k4 + d5 * k5 + d6 * k6 + d7 * k7)});
            t = h == end - t ? end : t + h;
            x = next;
            k1 = k7;
            path.times_.push_back(t);
            path.states_.push_back(x);
        }
        h *= std::clamp(0.9 * std::pow(std::max(error, 1e-10), -0.2), 0.2, 5.0);
        // A kink inside a step shrinks it; a quiet stretch must not make the next one jump over everything.
        h = std::min(h, 0.5);
    }
    return path;
}

double contractionRate(const FixedPointProblem& problem, const Norm& norm) {
    const auto [low, high] = problem.activation.slopeRange();
    return 1 - norm.slopedMeasure(problem.A, low, high);
}

} // namespace kamke
