#include "core/solve/iteration.h"

#include "core/solve/scale.h"
#include "core/solve/stagnation.h"

#include <cassert>
#include <cmath>
#include <sstream>

namespace kamke {

std::string_view statusName(Status status) {
    switch (status) {
    case Status::Ok:
        return "ok";
    case Status::Diverged:
        return "diverged";
    case Status::NotApplicable:
        return "not-applicable";
    case Status::NotConverged:
        return "not-converged";
    case Status::Cancelled:
        return "cancelled";
    }
    return "";
}

namespace {

// The clock and the stop token are asked once in this many steps: often enough for 100 ms at any size that is
// drawn.
constexpr int stepsBetweenLooks = 16;

double largest(const Vector& v) {
    return v.lpNorm<Eigen::Infinity>();
}

} // namespace

IterationResult iterate(
    const Vector& start, const std::function<void(const Vector&, Vector&)>& step,
    const IterationOptions& options) {
    const Vector& perUnit = options.perUnit;
    assert(perUnit.size() == 0 || perUnit.size() == start.size());
    IterationResult result;
    result.x = start;
    const double startNorm = largest(start);
    double divergedAbove = noBound;
    std::optional<double> scaleOfZero; ///< asked for when the iterates fall towards 0
    Stagnation stagnates;
    Vector next = start;
    const auto finish = [&](Status status, std::string reason) {
        result.status = status;
        result.reason = std::move(reason);
        return std::move(result);
    };
    while (result.iterations < options.maxIterations) {
        if (result.iterations % stepsBetweenLooks == 0 && options.limits.reached())
            return finish(
                Status::Cancelled, "stopped after " + std::to_string(result.iterations) + " iterations");
        next = result.x;
        step(result.x, next);
        ++result.iterations;
        result.residual = largest(next - result.x);
        result.x.swap(next);
        const double norm = largest(result.x);
        if (result.iterations == 1)
            divergedAbove = std::min(noBound, options.divergedAbove * std::max(startNorm, norm));
        // Negated, so that NaN counts as diverged.
        if (!(norm <= divergedAbove) || !result.x.allFinite()) {
            std::ostringstream text;
            if (divergedAbove < noBound)
                text << "the iterates grow without bound (beyond " << divergedAbove << " after "
                     << result.iterations << " iterations)";
            else
                text << "the numbers overflow after " << result.iterations << " iterations";
            return finish(Status::Diverged, text.str());
        }
        double scale = norm;
        if (norm < 1e-3 * startNorm) {
            if (!scaleOfZero) {
                Vector image = Vector::Zero(start.size());
                step(Vector::Zero(start.size()), image);
                scaleOfZero = image.isZero(0) ? startNorm : 0;
            }
            scale = std::max(scale, *scaleOfZero);
        }
        bool settled = isSettled(result.residual, scale, options.tolerance, start.size());
        if (perUnit.size() == 0) {
            settled = settled || stagnates(result.residual, scale);
        } else {
            const double moved = largest((next - result.x).cwiseProduct(perUnit));
            double size = largest(result.x.cwiseProduct(perUnit));
            if (scale > norm)
                size = std::max(size, largest(start.cwiseProduct(perUnit)));
            settled = (settled && isSettled(moved, size, options.tolerance, start.size())) ||
                      stagnates(moved, size);
        }
        if (settled)
            return finish(Status::Ok, {});
    }
    std::ostringstream text;
    text << "no fixed point after " << result.iterations << " iterations (the last step is "
         << result.residual << ")";
    return finish(Status::NotConverged, text.str());
}

} // namespace kamke
