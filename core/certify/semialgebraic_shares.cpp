#include "core/certify/semialgebraic_shares.h"

#include "core/model/decompositions.h"
#include "core/sdp/multiplier_gaps.h"
#include "core/sdp/output_system.h"

#include <Eigen/Core>

#include <span>

namespace kamke {

namespace {

// Of units that are left, back to all of them.
Vector amongAll(std::span<const Index> units, const Vector& some, Index n) {
    Vector all = Vector::Zero(n);
    for (std::size_t k = 0; k < units.size(); ++k)
        all(units[k]) = some(static_cast<Index>(k));
    return all;
}

// Terms below 0 are taken from the others in proportion, so that the sum stays.
void spreadNegative(Vector& units, Vector& inputs) {
    const double positive = units.cwiseMax(0).sum() + inputs.cwiseMax(0).sum(),
                 sum = units.sum() + inputs.sum();
    const double factor = positive > 0 ? std::max(0.0, sum / positive) : 0;
    units = factor * units.cwiseMax(0);
    inputs = factor * inputs.cwiseMax(0);
}

BoundShares relaxedShares(
    const SampleSystem& sample, const RelationalRoot& root, Index competitor, const Box& a, const Vector& nu,
    const SamplePoint& at) {
    const Relaxation& relaxation = root.relaxation();
    const ReluSystem& s = relaxation.system();
    const RelaxedPoint point = relaxation.evaluate(root.objective(sample.functional(competitor)), a, nu);
    Vector preActivations(s.n());
    // A leaky network's z is relu of what its x is the leaky relu of, which has the sign of x.
    if (s.n() > 0)
        preActivations = s.W * root.units().part(at.state.cwiseMax(0)) + s.U * at.d + s.u0;
    Relaxation::Gaps gaps = relaxation.gaps(point, a, preActivations, at.d);
    spreadNegative(gaps.units, gaps.inputs);
    return {amongAll(root.units().units(), gaps.units, sample.system.n()), std::move(gaps.inputs)};
}

bool isBest(const CompetitorCascade& one, double bound) {
    return bound == one.bound();
}

} // namespace

std::optional<BoundShares> cascadeShares(
    const SampleSystem& sample, const RelationalRoot& root, const CompetitorCascade& one,
    const SamplePoint& at) {
    const Index j = one.competitor;
    std::optional<BoundShares> shares;
    if (isBest(one, one.relational))
        shares = relaxedShares(sample, root, j, root.relaxation().within(), one.proof.relational, at);
    else if (isBest(one, one.search) && one.proof.search)
        shares = relaxedShares(sample, root, j, one.proof.search->a, one.proof.search->nu, at);
    else if (isBest(one, one.semidefinite)) {
        const StableUnits& units = root.units();
        MultiplierGaps gaps = multiplierGaps(
            units.system(), units.reduce(sample.functional(j)).functional, one.proof.semidefinite,
            units.part(at.state), at.d);
        shares = BoundShares{amongAll(units.units(), gaps.units, sample.system.n()), std::move(gaps.inputs)};
    }
    if (!shares || !shares->units.allFinite() || !shares->inputs.allFinite())
        return std::nullopt;
    shares->preActivations = root.preActivations();
    return shares;
}

std::optional<BoundShares> ellipsoidShares(
    const Matrix& C, const Vector& c, const SampleSystem& sample, const Box& preActivations,
    const Ellipsoid& e, const SystemMultipliers& multipliers, int competitor, const SamplePoint& at) {
    const OutputSystem outputs(sample.system, preActivations, C, c);
    const Index n = outputs.n(), q = outputs.q();
    if (multipliers.t.size() != n || !(e.radius > 0))
        return std::nullopt;
    const Vector v = e.L.triangularView<Eigen::Lower>().solve(
        Vector(Vector::Unit(q, competitor) - Vector::Unit(q, sample.label)));
    const double size = v.norm(), factor = size / (2 * e.radius);
    Vector state(n + q);
    state << outputs.statesAt(at.state, at.d), e.L.transpose() * (C * at.state + c - e.centre);
    const auto w = state.tail(q);
    const MultiplierGaps gaps = multiplierGaps(
        outputs.gauge(e), {Vector::Zero(n + q), Vector::Zero(sample.system.r())},
        outputs.withGauge(multipliers), state, at.d);
    const double terms = gaps.units.sum() + gaps.inputs.sum();
    const double rounding = std::max(0.0, e.radius * e.radius - w.squaredNorm() - terms);
    // An idle unit is none of the network's.
    const double idle = outputs.kept().empty() ? gaps.units.head(n).sum() : 0;
    BoundShares shares{
        factor * amongAll(outputs.kept(), gaps.units, sample.system.n()), factor * gaps.inputs,
        factor * (rounding + idle + gaps.units.tail(q).sum() + (w - e.radius / size * v).squaredNorm())};
    if (!shares.units.allFinite() || !shares.inputs.allFinite())
        return std::nullopt;
    return shares;
}

} // namespace kamke
