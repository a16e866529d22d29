#include "core/search/relational_root.h"

#include "core/model/rounding.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kamke {

namespace {

std::vector<Index> allRows(Index k) {
    std::vector<Index> rows(static_cast<std::size_t>(k));
    std::iota(rows.begin(), rows.end(), Index{0});
    return rows;
}

bool isFinite(const Box& a) {
    return a.lower.allFinite() && a.upper.allFinite();
}

// The box that is found from the inside, or `known`.
Box insideBox(const ReluSystem& s, const Box& known, const Limits& limits) {
    const Vector middle = s.W * s.centre + s.u0;
    // a(0) is in it: 1e-6 of the largest terms is far more than the roundings of `middle`.
    const double size =
        (s.W.cwiseAbs() * s.centre.cwiseAbs() + s.u0.cwiseAbs() + s.U.cwiseAbs().rowwise().sum()).maxCoeff() +
        0x1p-1000;
    const Vector about = (2 * (s.W.cwiseAbs() * s.centreRadius + s.error)).array() + 1e-6 * size;
    const Box seed{middle - about, middle + about};
    const std::vector<Index> rows = allRows(s.n());
    Box a = seed;
    for (int i = 0; i < 60 && !limits.reached(); ++i) {
        const Box image = Relaxation(s, a).image(a, rows);
        if (!isFinite(image))
            break;
        if ((image.lower.array() > a.lower.array()).all() && (image.upper.array() < a.upper.array()).all())
            return intersection(known, image);
        // Where it has grown beyond what is known on every side, nothing is to be gained.
        if ((image.lower.array() <= known.lower.array()).all() &&
            (image.upper.array() >= known.upper.array()).all())
            break;
        const Vector grown = 0.025 * (image.upper - image.lower).array() + 1e-5 * size;
        a = {(image.lower - grown).cwiseMin(seed.lower), (image.upper + grown).cwiseMax(seed.upper)};
    }
    return known;
}

} // namespace

RelationalRoot::RelationalRoot(const ReluSystem& system, Box box)
    : box_(std::move(box))
    , units_(std::make_unique<StableUnits>(system, box_))
    , relaxation_(std::make_unique<Relaxation>(
          units_->system(), Box{units_->part(box_.lower), units_->part(box_.upper)})) {}

std::optional<RelationalRoot>
RelationalRoot::find(const ReluSystem& system, const Box& known, const Limits& limits) {
    Box box = known;
    for (int round = 0; round < 9; ++round) {
        if (limits.reached())
            return std::nullopt;
        const StableUnits units(system, box);
        const Index k = units.system().n();
        if (k == 0)
            break;
        const Box before{units.part(box.lower), units.part(box.upper)};
        Box after;
        if (round == 0)
            after = insideBox(units.system(), before, limits);
        else
            after = intersection(before, Relaxation(units.system(), before).image(before, allRows(k)));
        if (!isFinite(after) || (after.lower.array() > after.upper.array()).any())
            break;
        for (Index i = 0; i < k; ++i) {
            const Index unit = units.units()[static_cast<std::size_t>(i)];
            box.lower(unit) = after.lower(i);
            box.upper(unit) = after.upper(i);
        }
        const Vector shrunk = after.width().cwiseQuotient(before.width().cwiseMax(0x1p-1000));
        if (round > 0 && shrunk.minCoeff() > 0.995)
            break;
    }
    return RelationalRoot(system, std::move(box));
}

Objective RelationalRoot::objective(const Functional& functional) const {
    ReducedFunctional reduced = units_->reduce(functional);
    return {std::move(reduced.functional.xi), std::move(reduced.functional.eta), reduced.constant};
}

RelaxedPoint RelationalRoot::relax(const Functional& functional, const Limits& limits) const {
    constexpr int steps = 30;
    const Objective f = objective(functional);
    SlopeMultipliers m = startMultipliers(relaxation_->within());
    // Without a value to reach, a tenth below the first bound is a target that the steps can work with.
    RelaxedPoint first = SlopedPoint(*relaxation_, f, relaxation_->within(), m).point();
    const double target = first.bound - 0.1 * (std::abs(first.bound - f.constant) + 1e-300);
    RelaxedPoint best = improveMultipliers(
        *relaxation_, f, relaxation_->within(), m, {.steps = steps, .target = target, .limits = limits});
    return best.bound < first.bound ? std::move(best) : std::move(first);
}

} // namespace kamke
