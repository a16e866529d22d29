#include "solve/solvers.h"

namespace kamke {

IterationResult solveAverage(
    const NetworkAnalysis& analysis, const Vector& w, double alpha, const Vector& start,
    const IterationOptions& options) {
    const Network& net = analysis.network();
    return iterate(
        start,
        [&](const Vector& x, Vector& next) {
            next.noalias() = net.A * x;
            next += w;
            net.activation.apply(next);
            next = (1 - alpha) * x + alpha * next;
        },
        options);
}

} // namespace kamke
