#include "core/search/line.h"

#include <cmath>

namespace kamke {

TermBox::TermBox(const Box& a)
    : lower(a.lower)
    , upper(a.upper)
    , lowerPart(a.lower.cwiseMax(0))
    , upperPart(a.upper.cwiseMax(0))
    , least(a.lower.size()) {
    for (Index j = 0; j < least.size(); ++j)
        least(j) = lower(j) < 0 && upper(j) > 0 ? 0 : -std::numeric_limits<double>::infinity();
}

void TermBox::split(Index j, bool active) {
    (active ? lower : upper)(j) = 0;
    (active ? lowerPart : upperPart)(j) = 0;
    least(j) = -std::numeric_limits<double>::infinity();
}

namespace {

// ‖σq + ρ·step‖_1 and its slope; four sums side by side, which the compiler cannot split by itself. Where
// time goes in a search: it has as many terms as there are inputs.
__attribute__((target_clones("avx2", "default"))) LinePoint
absoluteSum(const double* q, const double* step, Index count, double sign, double rho) {
    double value[4] = {}, slope[4] = {};
    Index p = 0;
    for (; p + 4 <= count; p += 4)
        for (int lane = 0; lane < 4; ++lane) {
            const double v = sign * q[p + lane] + rho * step[p + lane];
            value[lane] += std::abs(v);
            slope[lane] += std::copysign(1.0, v) * step[p + lane];
        }
    for (; p < count; ++p) {
        const double v = sign * q[p] + rho * step[p];
        value[0] += std::abs(v);
        slope[0] += std::copysign(1.0, v) * step[p];
    }
    return {(value[0] + value[1]) + (value[2] + value[3]), (slope[0] + slope[1]) + (slope[2] + slope[3])};
}

// ‖σq + ρ·step‖_2² and half its slope.
LinePoint squareSum(const double* q, const double* step, Index count, double sign, double rho) {
    double value[4] = {}, slope[4] = {};
    for (Index p = 0; p < count; ++p) {
        const double v = sign * q[p] + rho * step[p];
        value[p % 4] += v * v;
        slope[p % 4] += v * step[p];
    }
    return {(value[0] + value[1]) + (value[2] + value[3]), (slope[0] + slope[1]) + (slope[2] + slope[3])};
}

// Σ_j max over [l_j, h_j] of the term of unit j, and its slope, in the same way.
__attribute__((target_clones("avx2", "default"))) LinePoint
termSum(const MultiplierLine& line, const TermBox& box, double rho) {
    constexpr Index lanes = 4;
    const double *G = line.G.data(), *nu = line.nu.data(), *GStep = line.GStep.data(),
                 *nuStep = line.nuStep.data();
    const double *lower = box.lower.data(), *upper = box.upper.data(), *lowerPart = box.lowerPart.data(),
                 *upperPart = box.upperPart.data(), *least = box.least.data();
    double value[lanes] = {}, slope[lanes] = {};
    const auto add = [&](Index j, Index lane) {
        const double g = line.sign * G[j] + rho * GStep[j], v = line.sign * nu[j] + rho * nuStep[j];
        const double low = g * lowerPart[j] - v * lower[j], high = g * upperPart[j] - v * upper[j];
        const double ends = low < high ? high : low; // a NaN stays
        const double part = low > high ? lowerPart[j] : upperPart[j], end = low > high ? lower[j] : upper[j];
        const double endsSlope = GStep[j] * part - nuStep[j] * end;
        value[lane] += ends < least[j] ? least[j] : ends;
        slope[lane] += ends < least[j] ? 0.0 : endsSlope;
    };
    Index j = 0;
    for (; j + lanes <= line.G.size(); j += lanes)
        for (Index lane = 0; lane < lanes; ++lane)
            add(j + lane, lane);
    for (; j < line.G.size(); ++j)
        add(j, 0);
    return {(value[0] + value[1]) + (value[2] + value[3]), (slope[0] + slope[1]) + (slope[2] + slope[3])};
}

} // namespace

LinePoint at(const MultiplierLine& line, const TermBox& box, double rho) {
    const double s = line.sign;
    LinePoint point{s * line.constant + rho * line.constantStep, line.constantStep};
    if (line.norm == BallNorm::L2) {
        const LinePoint inputs = squareSum(line.q.data(), line.qStep.data(), line.q.size(), s, rho);
        // Squares of tiny numbers would be lost.
        const double norm = inputs.value > 0x1p-600 ? std::sqrt(inputs.value)
                                                    : (s * line.q + rho * line.qStep).eval().stableNorm();
        point.value += norm;
        if (norm > 0)
            point.slope += inputs.slope / norm;
    } else {
        const LinePoint inputs = absoluteSum(line.q.data(), line.qStep.data(), line.q.size(), s, rho);
        point.value += inputs.value;
        point.slope += inputs.slope;
    }
    const LinePoint units = termSum(line, box, rho);
    point.value += units.value;
    point.slope += units.slope;
    return point;
}

LineMinimum minimise(const MultiplierLine& line, const TermBox& box, double step) {
    const double side = step < 0 ? -1 : 1;
    double low = 0;
    LinePoint left = at(line, box, 0);
    const double first = left.value;
    LineMinimum best{0, first};
    left.slope *= side;
    if (!(left.slope < 0) || !(std::abs(step) > 0))
        return best;
    // The least is between `low`, where the value falls, and `high`, where it grows.
    double high = std::abs(step);
    LinePoint right{};
    for (int i = 0;; ++i) {
        right = at(line, box, side * high);
        right.slope *= side;
        if (right.value < best.value)
            best = {side * high, right.value};
        if (!(right.slope < 0))
            break;
        if (i == 8)
            return best;
        low = high;
        left = right;
        high *= 4;
    }
    for (int i = 0; i < 6; ++i) {
        // Where the tangents meet is below the minimum.
        const double meet =
            (left.value - right.value + right.slope * high - left.slope * low) / (right.slope - left.slope);
        const double floor = left.value + left.slope * (meet - low);
        if (!(meet > low) || !(meet < high) || !(best.value - floor > 0.25 * (first - best.value)))
            return best;
        LinePoint middle = at(line, box, side * meet);
        middle.slope *= side;
        if (middle.value < best.value)
            best = {side * meet, middle.value};
        if (middle.slope < 0) {
            low = meet;
            left = middle;
        } else {
            high = meet;
            right = middle;
        }
    }
    return best;
}

} // namespace kamke
