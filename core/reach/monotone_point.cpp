#include "core/reach/monotone_point.h"

#include "core/model/rounding.h"
#include "core/solve/solvers.h"

#include <algorithm>

namespace kamke {

namespace {

// |x̂ − Φ(Ax̂ + Bu + b)| for every u of the box of normalised inputs (a point but for rounding), from above.
Vector residualAbove(const Network& net, const Vector& x, const Box& u) {
    const Matrix absA = net.A.cwiseAbs(), absB = net.B.cwiseAbs();
    const Vector centre = u.centre(),
                 radius =
                     (u.upper - centre).cwiseMax(centre - u.lower).unaryExpr([](double v) { return up(v); });
    const BoundedSum p{
        net.A * x + net.B * centre + net.b, absA * x.cwiseAbs() + absB * centre.cwiseAbs() + net.b.cwiseAbs(),
        net.n() + net.r() + 4};
    const Vector spread = productAbove(absB, radius), above = p.above(), below = p.below();
    Vector residual(net.n());
    for (Index i = 0; i < net.n(); ++i) {
        const double high = net.activation.above(up(above(i) + spread(i)));
        const double low = net.activation.below(down(below(i) - spread(i)));
        residual(i) = std::max({0.0, up(high - x(i)), up(x(i) - low)});
    }
    return residual;
}

} // namespace

tl::expected<MonotonePoint, Enclosure>
monotonePoint(const NetworkAnalysis& analysis, const Vector& raw, const Limits& limits) {
    IterationOptions iteration;
    iteration.limits = limits;
    const ForwardResult nominal = forward(analysis, raw, iteration);
    if (!nominal.x.allFinite() || nominal.status == Status::Cancelled)
        return tl::unexpected(Enclosure::notOk(
            nominal.status == Status::Cancelled ? Status::Cancelled : Status::NotConverged,
            "no fixed point was found at the centre of the input box: " + nominal.reason));
    MonotonePoint point;
    point.x = nominal.x;
    point.u = analysis.network().normalise(Box::point(raw));
    point.radius = analysis.monotone.pointRadius(residualAbove(analysis.network(), nominal.x, point.u));
    point.residual = nominal.residual;
    return point;
}

} // namespace kamke
