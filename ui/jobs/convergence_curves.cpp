#include "ui/jobs/convergence_curves.h"

#include "core/model/matrix_measure.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kamke::ui {
namespace {

constexpr Index alphaSteps = 60;
constexpr Index etaSteps = 161; ///< odd: equal weights are on the grid

double orNan(const std::optional<int>& count) {
    return count ? static_cast<double>(*count) : nan;
}

} // namespace

std::shared_ptr<const AlphaCurve> alphaCurve(
    const FixedPointIteration& iteration, const FixedPointProblem& problem, const std::stop_token& stop) {
    auto curve = std::make_shared<AlphaCurve>();
    curve->iteration = &iteration;
    curve->alpha.resize(alphaSteps);
    curve->factor = curve->measured = curve->predicted = curve->counted = Vector::Constant(alphaSteps, nan);
    RunOptions options;
    options.tolerance = 1e-10; // what is counted is further up
    options.limits.stop = stop;
    const Vector start = Vector::Zero(problem.size());
    const double first = problem.residual(start);
    for (Index k = 0; k < alphaSteps; ++k) {
        if (stop.stop_requested())
            return nullptr;
        const double alpha = largestAlpha * static_cast<double>(k + 1) / static_cast<double>(alphaSteps);
        curve->alpha(k) = alpha;
        curve->factor(k) = iteration.promise(problem, alpha).factor;
        curve->predicted(k) = orNan(predictedIterations(curve->factor(k), first, convergenceGoal));
        const IterationRun run = kamke::run(iteration, problem, alpha, start, options);
        curve->measured(k) = run.measuredFactor;
        curve->counted(k) = orNan(run.iterationsTo(convergenceGoal));
    }
    return curve;
}

std::shared_ptr<const EtaMap> etaMap(const Matrix& A, const Vector& best) {
    const Index n = A.rows();
    if (n != 2 && n != 3)
        return nullptr;
    auto map = std::make_shared<EtaMap>();
    double far = 0;
    for (Index i = 1; i < n; ++i)
        far = std::max(far, std::abs(std::log10(best(i) / best(0))));
    // As far as the best weights and some way beyond; those of a reducible matrix may lie very far out.
    const double half = std::clamp(far + 0.7, 1.5, 6.0);
    map->from = -half;
    map->to = half;
    map->measure.resize(n == 2 ? 1 : etaSteps, etaSteps);
    Vector eta = Vector::Ones(n);
    for (Index j = 0; j < etaSteps; ++j)
        for (Index i = 0; i < map->measure.rows(); ++i) {
            eta(1) = std::pow(10, map->coordinate(j));
            if (n == 3)
                eta(2) = std::pow(10, map->coordinate(i));
            map->measure(i, j) = matrixMeasureInf(A, eta);
        }
    return map;
}

} // namespace kamke::ui
