#include "solve/solvers.h"

#include <cassert>

namespace kamke {

IterationResult solveDiagonalImplicit(
    const NetworkAnalysis& analysis, const Vector& w, const Vector& start, const IterationOptions& options) {
    const Network& net = analysis.network();
    const Vector diagonal = net.A.diagonal();
    assert((diagonal.array() < 1).all());
    return iterate(
        start,
        [&](const Vector& x, Vector& next) {
            next.noalias() = net.A * x;
            next += w - diagonal.cwiseProduct(x);
            for (Index i = 0; i < next.size(); ++i)
                next(i) = net.activation.solveSelfLoop(diagonal(i), next(i));
        },
        options);
}

} // namespace kamke
