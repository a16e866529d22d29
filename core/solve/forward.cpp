#include "core/solve/scale.h"
#include "core/solve/solvers.h"

#include <cmath>
#include <sstream>

namespace kamke {

StateSolution solveState(
    const NetworkAnalysis& analysis, const Vector& w, const Vector& start, const IterationOptions& options) {
    if (!analysis.contracting() && analysis.conditions.holds("lben"))
        return {"Peaceman-Rachford", solvePeacemanRachford(analysis, w, start, options)};
    if ((analysis.network().A.diagonal().array() < 1).all())
        return {"diagonal-implicit", solveDiagonalImplicit(analysis, w, start, options)};
    return {"average", solveAverage(analysis, w, analysis.alphaStar, start, options)};
}

ForwardResult
forward(const NetworkAnalysis& analysis, const Vector& rawInput, const IterationOptions& options) {
    const Network& net = analysis.network();
    const Vector u = net.normalise(rawInput);
    const Vector w = net.B * u + net.b;
    StateSolution choice = solveState(analysis, w, Vector::Zero(net.n()), options);

    ForwardResult forward;
    forward.status = choice.result.status;
    forward.reason = choice.result.reason;
    forward.solver = choice.solver;
    forward.iterations = choice.result.iterations;
    forward.x = std::move(choice.result.x);
    const Vector residual = forward.x - net.activation(Vector(net.A * forward.x + w));
    forward.residual = residual.lpNorm<Eigen::Infinity>();
    forward.y = net.C * forward.x + net.D * u + net.c;
    // Small steps are not a solution: only the residual counts.
    const bool solved = isSettled(residual, forward.x, analysis.perUnit, 1e-9) && forward.y.allFinite();
    if (forward.status == Status::Ok && !solved) {
        std::ostringstream text;
        text << "the " << forward.solver << " iteration stopped at a point with residual "
             << forward.residual;
        if (analysis.perUnit.size() > 0)
            text << " (" << residual.cwiseProduct(analysis.perUnit).lpNorm<Eigen::Infinity>()
                 << " in units of the sizes of the units)";
        text << ", which is no fixed point";
        forward.status = Status::NotConverged;
        forward.reason = text.str();
    } else if (forward.status == Status::NotConverged && solved) {
        forward.status = Status::Ok;
        forward.reason.clear();
    }
    if (forward.status == Status::Ok && !analysis.wellPosed())
        forward.reason = "no condition for well-posedness holds: other fixed points may exist";
    return forward;
}

} // namespace kamke
