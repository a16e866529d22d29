#include "core/reach/box_system.h"

#include "core/model/rounding.h"

#include <cmath>

namespace kamke {

namespace {

// |B|·radius + rounding of w = Bu + b at the centre of u.
CentreState centreState(const Network& net, const MonotonePoint& at) {
    const Vector u = at.u.centre(),
                 spread = (at.u.upper - u).cwiseMax(u - at.u.lower).unaryExpr([](double v) { return up(v); });
    const Matrix absB = net.B.cwiseAbs();
    const BoundedSum w{net.B * u + net.b, absB * u.cwiseAbs() + net.b.cwiseAbs(), net.r() + 2};
    const Vector value = w.value;
    const Vector error = (Vector(w.above()) - value).cwiseMax(value - Vector(w.below()));
    return {at.x, at.radius, value, sumAbove(productAbove(absB, spread), error)};
}

// y_i = constant + C_i z + D_i d over the inputs: from a bound of ±(C_i z + D_i d).
struct OutputFunctional {
    Functional f;
    double constant, error;
};

OutputFunctional outputFunctional(const NetworkAnalysis& analysis, const BoxSystem& box, Index i) {
    const Network& net = analysis.network();
    const Box& u = box.at.u;
    const Vector centre = u.centre(), states = box.system.states.upper;
    const Vector spread = (u.upper - centre).cwiseMax(centre - u.lower);
    const Vector absD = net.D.row(i).transpose().cwiseAbs(), absC = net.C.row(i).transpose().cwiseAbs();
    OutputFunctional out{
        {net.C.row(i).transpose(), box.radii.cwiseProduct(analysis.rawD.row(i).transpose())},
        net.c(i) + net.D.row(i).dot(centre),
        0};
    const double size =
        std::abs(net.c(i)) + absD.dot(centre.cwiseAbs()) + absC.dot(states) + out.f.eta.lpNorm<1>();
    out.error = up(up(2 * gammaBound(net.n() + net.r() + 16) * size) + up(2 * absD.dot(spread)) + 0x1p-1000);
    return out;
}

Enclosure stopped() {
    return Enclosure::notOk(Status::Cancelled, "stopped before it was finished");
}

} // namespace

tl::expected<BoxSystem, Enclosure>
boxSystem(const NetworkAnalysis& analysis, const Box& box, const Limits& limits) {
    const Vector centre = box.centre();
    auto at = monotonePoint(analysis, centre, limits);
    if (!at)
        return tl::unexpected(std::move(at.error()));
    Vector radii = (box.upper - centre).cwiseMax(centre - box.lower).unaryExpr([](double v) {
        return v > 0 ? up(v) : 0.0;
    });
    ReluSystem s = reluSystem(analysis, centreState(analysis.network(), *at), radii, BallNorm::Linf);
    auto root = RelationalRoot::find(s, s.preActivations(), limits);
    if (!root)
        return tl::unexpected(stopped());
    return BoxSystem{std::move(*at), std::move(radii), std::move(s), std::move(*root)};
}

Enclosure encloseOutputs(
    const NetworkAnalysis& analysis, const BoxSystem& box, const UpperBound& upper, const Limits& limits) {
    const Box &a = box.root.preActivations(), &states = box.system.states;
    Enclosure result;
    result.status = Status::Ok;
    result.residual = box.at.residual;
    result.rigorous = true;
    result.state =
        Box{a.lower.cwiseMax(states.lower).cwiseMax(0), a.upper.cwiseMin(states.upper).cwiseMax(0)};
    const Index q = analysis.network().q();
    result.output = Box{Vector(q), Vector(q)};
    for (Index i = 0; i < q; ++i) {
        if (limits.reached())
            return stopped();
        const OutputFunctional out = outputFunctional(analysis, box, i);
        result.output->upper(i) = up(out.constant + up(upper(out.f) + out.error));
        result.output->lower(i) = down(out.constant - up(upper({-out.f.xi, -out.f.eta}) + out.error));
    }
    return result;
}

} // namespace kamke
