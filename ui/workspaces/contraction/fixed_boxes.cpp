#include "ui/workspaces/contraction/fixed_boxes.h"

#include <cmath>

namespace kamke::ui {

namespace {

const FixedPointIteration& average() {
    return *findIteration("average");
}

/// Points of the unit square or interval that are spread evenly: the corners, then the additive recurrence
/// with the plastic numbers.
Vector spread(int k, Index n) {
    const int corners = 1 << n;
    Vector point(n);
    for (Index i = 0; i < n; ++i)
        if (k < corners) {
            point(i) = (k >> i) & 1;
        } else {
            const double step = n == 1   ? 0.6180339887498949
                                : i == 0 ? 0.7548776662466927
                                         : 0.5698402909980532;
            point(i) = std::fmod(0.5 + step * (k - corners + 1), 1.0);
        }
    return point;
}

} // namespace

IterationRun
embeddedRun(const PlanarSystem& system, Splitting splitting, const Vector& start, int maxIterations) {
    const FixedPointProblem problem = system.embedded(splitting);
    RunOptions options;
    options.tolerance = 1e-13;
    options.maxIterations = maxIterations;
    return run(average(), problem, average().defaultAlpha(problem), start, options);
}

IterationRun growBox(const PlanarSystem& system, Splitting splitting, int maxIterations) {
    const FixedPointProblem centre = system.problem();
    RunOptions options;
    options.tolerance = 1e-13;
    const Vector zero = Vector::Zero(system.A.rows());
    const IterationRun nominal = run(average(), centre, average().defaultAlpha(centre), zero, options);
    // Without a nominal point there is nothing to enclose; from 0 the growth is seen all the same.
    const Vector& x = nominal.status == Status::Ok ? nominal.last() : zero;
    Vector start(2 * x.size());
    start << x, x;
    return embeddedRun(system, splitting, start, maxIterations);
}

Matrix fixedPoints(const PlanarSystem& system, int count) {
    const Index n = system.A.rows();
    FixedPointProblem problem = system.problem();
    RunOptions options;
    options.tolerance = 1e-9;
    options.maxIterations = 500;
    Matrix found(n, count);
    Index columns = 0;
    Vector x = Vector::Zero(n);
    for (int k = 0; k < count; ++k) {
        problem.w = system.w.lower + spread(k, n).cwiseProduct(system.w.width());
        const IterationRun one = run(average(), problem, average().defaultAlpha(problem), x, options);
        if (one.status != Status::Ok)
            continue;
        x = one.last(); // near the next one
        found.col(columns++) = x;
    }
    return found.leftCols(columns);
}

} // namespace kamke::ui
