#include "core/reach/interval_widths.h"

#include "core/model/parallel.h"
#include "core/solve/scale.h"

#include <algorithm>
#include <cassert>

namespace kamke {

namespace {

constexpr double endless = 1e100; ///< beside the first width that is not 0

} // namespace

IntervalWidths
intervalWidths(const Network& network, const Matrix& raw, const IntervalWidthOptions& options) {
    assert(raw.rows() == network.r());
    useOneBlasThread();
    const Index n = network.n(), count = raw.cols();
    const double alpha = options.alpha;
    const Vector scale = network.inputScale();
    Matrix u = raw;
    if (network.input)
        u = (raw.colwise() - network.input->mean).array().colwise() * scale.array();
    const Matrix vCentre = (network.B * u).colwise() + network.b;
    // Every box has the same radii.
    const Vector vRadius = network.B.cwiseAbs() * (options.eps * scale);
    const Matrix absA = network.A.cwiseAbs();
    Matrix lower = Matrix::Zero(n, count), upper = lower, centre, radius, pCentre(n, count),
           pRadius(n, count);
    IntervalWidths result;
    double limit = noBound;
    for (int k = 0;; ++k) {
        const double width = count > 0 ? (upper - lower).mean() : 0;
        if (!(width <= limit)) {
            result.status = Status::Diverged;
            break;
        }
        if (limit == noBound && width > 0)
            limit = std::min(noBound, endless * width);
        result.mean.push_back(width);
        if (options.progress)
            options.progress(result.mean);
        if (k >= options.iterations)
            break;
        if (options.limits.reached()) {
            result.status = Status::Cancelled;
            break;
        }
        centre = (lower + upper) / 2;
        radius = (upper - lower) / 2;
        pCentre.noalias() = network.A * centre;
        pCentre += vCentre;
        pRadius.noalias() = absA * radius;
        pRadius.colwise() += vRadius;
        lower = (1 - alpha) * lower + alpha * (pCentre - pRadius);
        upper = (1 - alpha) * upper + alpha * (pCentre + pRadius);
        network.activation.apply(lower);
        network.activation.apply(upper);
    }
    return result;
}

} // namespace kamke
