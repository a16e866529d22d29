#include "core/sdp/ascent.h"

#include "core/model/decompositions.h"
#include "core/solve/columns.h"

#include <cmath>

namespace kamke {

AscentResult ascend(
    const NetworkAnalysis& analysis, const ReluSystem& s, const Functional& f, int steps,
    const Limits& limits) {
    const Index n = s.n(), r = s.r();
    AscentResult best{Vector::Zero(r), f.xi.dot(s.centre)};
    Vector d = Vector::Zero(r), x = s.centre;
    for (int k = 0; k < steps && !limits.reached(); ++k) {
        const Vector w = s.u0 + s.U * d;
        const Vector slopes = ((s.W * x + w).array() > 0).cast<double>();
        const Vector adjoint =
            LuFactors((Matrix::Identity(n, n) - slopes.asDiagonal() * s.W).transpose()).solve(f.xi);
        const Vector g = s.U.transpose() * slopes.cwiseProduct(adjoint) + f.eta;
        const double norm = g.norm();
        if (!(norm > 0))
            break;
        const Vector extreme = s.norm == BallNorm::L2 ? Vector(g / norm) : Vector(g.cwiseSign());
        const double step = k < 3 ? 1 : 2.0 / static_cast<double>(k - 1);
        d += step * (extreme - d);
        const ColumnStates reached = solveColumns(analysis, s.own.cwiseProduct(s.u0 + s.U * d), x, limits);
        if (reached.status[0] != Status::Ok)
            break;
        x = reached.x.col(0);
        const double value = f.xi.dot(x) + f.eta.dot(d);
        if (value > best.value)
            best = {d, value};
    }
    return best;
}

} // namespace kamke
