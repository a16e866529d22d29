#include "core/reach/found_outputs.h"

#include "core/solve/solvers.h"

#include <random>

namespace kamke {

namespace {

constexpr Index mostUnits = 200, mostFound = 8;
constexpr int starts = 24;

/// Whether one of the columns is this point, up to what the iteration leaves open.
bool holds(const Matrix& columns, Index count, const Vector& point) {
    for (Index k = 0; k < count; ++k)
        if ((columns.col(k) - point).lpNorm<Eigen::Infinity>() <=
            1e-6 * (1 + point.lpNorm<Eigen::Infinity>()))
            return true;
    return false;
}

} // namespace

Matrix foundOutputs(
    const NetworkAnalysis& analysis, const Vector& rawInput, std::uint64_t seed, const Limits& limits) {
    const Network& net = analysis.network();
    if (net.n() > mostUnits)
        return {};
    const Vector u = net.normalise(rawInput);
    const Vector w = net.B * u + net.b;
    IterationOptions options;
    options.tolerance = 1e-12;
    options.maxIterations = 4000;
    options.divergedAbove = 1e6;
    options.limits = limits;
    const double reach = 4 * (1 + w.lpNorm<Eigen::Infinity>());
    std::mt19937_64 generator(seed);
    Matrix states(net.n(), mostFound), outputs(net.q(), mostFound);
    Index found = 0, shown = 0;
    for (int start = 0; start < starts && found < mostFound && !limits.reached(); ++start) {
        Vector from(net.n());
        for (double& x : from)
            x = reach * (static_cast<double>(generator() >> 11) * 0x1p-52 - 1); // the same on every platform
        const IterationResult run = solveAverage(analysis, w, 0.5, from, options);
        const double residual = (run.x - net.activation(Vector(net.A * run.x + w))).lpNorm<Eigen::Infinity>();
        const bool solved = residual <= 1e-9 * (1 + run.x.lpNorm<Eigen::Infinity>());
        if (run.status != Status::Ok || !solved || holds(states, found, run.x))
            continue;
        states.col(found++) = run.x;
        const Vector y = net.C * run.x + net.D * u + net.c;
        if (y.allFinite() && !holds(outputs, shown, y))
            outputs.col(shown++) = y;
    }
    return outputs.leftCols(shown);
}

} // namespace kamke
