#include "core/solve/iterations.h"
#include "core/solve/scale.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>

namespace kamke {

namespace {

/// Steps this small beside the iterate are made of rounding; their ratios say nothing.
constexpr double roundingFloor = 1e-10;
/// Ratios that the measured factor is the mean of.
constexpr std::size_t measuredRatios = 8;

/// ‖x − y‖-ratios of successive steps; NaN where rounding dominates.
std::vector<double> ratios(const std::vector<double>& steps, double scale) {
    std::vector<double> factors;
    for (std::size_t k = 1; k < steps.size(); ++k)
        factors.push_back(
            steps[k] > roundingFloor * scale && steps[k - 1] > 0 ? steps[k] / steps[k - 1] : nan);
    return factors;
}

double geometricMeanOfLast(const std::vector<double>& factors) {
    double logSum = 0;
    std::size_t count = 0;
    for (auto factor = factors.rbegin(); factor != factors.rend() && count < measuredRatios; ++factor)
        if (*factor > 0) {
            logSum += std::log(*factor);
            ++count;
        }
    return count ? std::exp(logSum / static_cast<double>(count)) : nan;
}

} // namespace

std::optional<int> IterationRun::iterationsTo(double tolerance) const {
    const auto first =
        std::find_if(residuals.begin(), residuals.end(), [&](double r) { return r <= tolerance; });
    if (first == residuals.end())
        return std::nullopt;
    return static_cast<int>(first - residuals.begin());
}

IterationRun
run(const FixedPointIteration& iteration, const FixedPointProblem& problem, double alpha, const Vector& start,
    const RunOptions& options) {
    IterationRun result;
    result.alpha = alpha;
    result.promise = iteration.promise(problem, alpha);
    result.iterates.push_back(start);
    result.residuals.push_back(problem.residual(start));
    result.measuredFactor = nan;
    const auto finish = [&](Status status, std::string reason) {
        result.status = status;
        result.reason = std::move(reason);
        return std::move(result);
    };
    const std::unique_ptr<Stepper> stepper = iteration.make(problem, alpha);
    if (!stepper)
        return finish(Status::NotApplicable, result.promise.reason);

    const Norm norm = problem.norm();
    const double divergedAbove =
        result.promise.converges
            ? noBound
            : std::min(noBound, options.divergedAbove * std::max(norm(start), norm(problem.map(start))));
    // Where 0 is a fixed point the iterates may fall towards it for ever: then the start is the scale.
    const double scaleOfZero = problem.activation(problem.w).isZero(0) ? norm(start) : 0;
    Vector z = stepper->fromState(start), next = z;
    double scale = result.promise.norm(z);
    const auto measured = [&](Status status, std::string reason) {
        result.factors = ratios(result.steps, scale);
        result.measuredFactor = geometricMeanOfLast(result.factors);
        return finish(status, std::move(reason));
    };
    const auto settled = [&] {
        return isSettled(
            result.residuals.back(), std::max(scaleOfZero, norm(result.iterates.back())), options.tolerance,
            start.size());
    };
    while (!settled()) {
        if (options.limits.reached())
            return measured(
                Status::Cancelled, "stopped after " + std::to_string(result.iterations()) + " iterations");
        if (result.iterations() >= options.maxIterations) {
            std::ostringstream text;
            text << "not settled after " << result.iterations() << " iterations (the residual is "
                 << result.residuals.back() << ")";
            return measured(Status::NotConverged, text.str());
        }
        stepper->step(z, next);
        result.steps.push_back(result.promise.norm(next - z));
        z.swap(next);
        scale = std::max(scale, result.promise.norm(z));
        const Vector state = stepper->toState(z);
        const double size = norm(state);
        // Negated, so that NaN counts as diverged. What is not finite is not kept: nothing can draw it.
        if (!(size <= divergedAbove)) {
            std::ostringstream text;
            if (divergedAbove < noBound)
                text << "the iterates grow without bound (beyond " << divergedAbove << " after "
                     << result.iterations() << " iterations)";
            else
                text << "the numbers overflow after " << result.iterations() << " iterations";
            result.steps.pop_back();
            if (state.allFinite()) {
                result.steps.push_back(result.promise.norm(z - next));
                result.iterates.push_back(state);
                result.residuals.push_back(problem.residual(state));
            }
            return measured(Status::Diverged, text.str());
        }
        result.iterates.push_back(state);
        result.residuals.push_back(problem.residual(state));
        if (problem.embedded && !result.orderLostAt && !isOrdered(state))
            result.orderLostAt = result.iterations();
    }
    return measured(Status::Ok, {});
}

} // namespace kamke
