#include "core/prove/root_proof.h"

#include "core/prove/few_bits.h"

#include <numeric>

namespace kamke {

namespace {

constexpr int boxBits = 24;
constexpr int mostRounds = 8;

std::vector<Index> allRows(Index k) {
    std::vector<Index> rows(static_cast<std::size_t>(k));
    std::iota(rows.begin(), rows.end(), Index{0});
    return rows;
}

Box shortenedOutward(const Box& a) {
    return {
        a.lower.unaryExpr([](double v) { return shortenedBelow(v, boxBits); }),
        a.upper.unaryExpr([](double v) { return shortenedAbove(v, boxBits); })};
}

// Bounds of all pre-activations while they lie in a: those of the chords or of one interval step.
Box boundsWithin(ReluSystem& s, const Box& a) {
    s.states = {a.lower.cwiseMax(0), a.upper.cwiseMax(0)};
    return intersection(Relaxation(s, a).image(a, allRows(s.n())), s.preActivations());
}

// A box with bounds in its interior, and these.
std::optional<std::pair<Box, Box>>
selfContained(const ReluSystem& system, const Box& around, const Limits& limits) {
    ReluSystem s = system;
    const double size = around.lower.cwiseAbs().cwiseMax(around.upper.cwiseAbs()).maxCoeff() + 0x1p-1000;
    const auto grown = [&](const Box& a, double share) {
        const Vector by = share * a.width().array() + 1e-6 * size;
        return Box{a.lower - by, a.upper + by};
    };
    const Box seed = grown(around, 1e-3);
    Box a = shortenedOutward(seed);
    for (int i = 0; i < 60 && !limits.reached(); ++i) {
        const Box bounds = widened(boundsWithin(s, a));
        if (!bounds.lower.allFinite() || !bounds.upper.allFinite())
            break;
        if ((bounds.lower.array() > a.lower.array()).all() && (bounds.upper.array() < a.upper.array()).all())
            return std::pair{a, bounds};
        const Box next = grown(bounds, 0.01);
        a = shortenedOutward({next.lower.cwiseMin(seed.lower), next.upper.cwiseMax(seed.upper)});
    }
    return std::nullopt;
}

} // namespace

Box widened(const Box& bounds) {
    const Vector by = 1e-11 * (bounds.lower.cwiseAbs() + bounds.upper.cwiseAbs());
    return {bounds.lower - by, bounds.upper + by};
}

std::optional<RootProof> rootProof(const ReluSystem& system, const Box& around, const Limits& limits) {
    const auto found = selfContained(system, around, limits);
    if (!found)
        return std::nullopt;
    RootProof root;
    root.start = found->first;
    root.box = found->second;
    for (int round = 0; round < mostRounds && !limits.reached(); ++round) {
        const StableUnits units(system, root.box);
        const Index k = units.system().n();
        if (k == 0)
            break;
        const Box before{units.part(root.box.lower), units.part(root.box.upper)};
        const Box after =
            intersection(before, widened(Relaxation(units.system(), before).image(before, allRows(k))));
        if (!after.lower.allFinite() || !after.upper.allFinite() ||
            !((after.width().array() < 0.995 * before.width().array()).any()))
            break;
        for (Index i = 0; i < k; ++i) {
            const Index unit = units.units()[static_cast<std::size_t>(i)];
            root.box.lower(unit) = after.lower(i);
            root.box.upper(unit) = after.upper(i);
        }
        ++root.rounds;
    }
    return root;
}

} // namespace kamke
