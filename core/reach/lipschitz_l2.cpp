#include "reach/lipschitz_l2.h"

#include "model/rounding.h"
#include "reach/embedding.h"
#include "solve/solvers.h"

#include <cmath>

namespace kamke {

namespace {

std::optional<std::string> whyNotL2(const NetworkAnalysis& analysis, const Box&) {
    if (!analysis.monotone.empty())
        return std::nullopt;
    if (analysis.conditions.holds("lben"))
        return "Λ − ΛA ≻ 0 holds, but so narrowly that no l_2 Lipschitz constant could be proved with "
               "rounding bounds";
    return "an l_2 Lipschitz constant needs I − A ⪰ mI with m > 0, and " + analysis.whyNotMonotone();
}

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

Box roundedAround(const Vector& lower, const Vector& upper, const Vector& radius) {
    return {
        (lower - radius).unaryExpr([](double v) { return down(v); }),
        (upper + radius).unaryExpr([](double v) { return up(v); })};
}

Enclosure runL2(const NetworkAnalysis& analysis, const Box& box, const ReachOptions& options) {
    const MonotoneGain& gain = analysis.monotone;
    const Vector centre = box.centre();
    IterationOptions iteration;
    iteration.limits = options.limits;
    const ForwardResult nominal = forward(analysis, centre, iteration);
    if (!nominal.x.allFinite() || nominal.status == Status::Cancelled)
        return Enclosure::notOk(
            nominal.status == Status::Cancelled ? Status::Cancelled : Status::NotConverged,
            "no fixed point was found at the centre of the input box: " + nominal.reason);
    const Box u = analysis.network().normalise(Box::point(centre));
    const Vector point = gain.pointRadius(residualAbove(analysis.network(), nominal.x, u));
    const Box state = roundedAround(nominal.x, nominal.x, point);
    const Box output = outputBox(analysis, state, u);
    const Vector radius = (box.upper - centre).cwiseMax(centre - box.lower).unaryExpr([](double v) {
        return v > 0 ? up(v) : 0.0;
    });
    Enclosure result;
    result.status = Status::Ok;
    result.residual = nominal.residual;
    result.rigorous = true;
    result.state = roundedAround(state.lower, state.upper, gain.stateReach(radius));
    result.output = roundedAround(output.lower, output.upper, gain.outputReach(radius));
    return result;
}

} // namespace

constinit const Method lipschitzL2{
    .id = "lipschitz-l2",
    .name = "l₂ Lipschitz",
    .label = "l₂ Lipschitz",
    .formula = "|cᵀΔx| ≤ ‖c‖_2‖BΔu‖_2/m, I − (A + Aᵀ)/2 ⪰ mI",
    .citation = "ibp-mondeq Prop. 2.1; Pabbaraju, Winston, Kolter 2021, Thm 1",
    .explanation = "The Lipschitz bound of monotone operator networks, direction by direction; it exists "
                   "whenever I − A is strongly monotone, also where no weights give μ_η(A) < 1.",
    .colour = 0x9C3D00,
    .darkColour = 0xFFB38A,
    .line = LineStyle::DashDotDot,
    .whyNot = whyNotL2,
    .run = runL2,
};

} // namespace kamke
