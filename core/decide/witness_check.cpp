#include "core/decide/witness_check.h"

#include "core/attack/points.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace kamke {

WitnessCheck::WitnessCheck(
    const AttackBlock& block, int label, const SampleSystem& system, const Limits& limits)
    : block_(block)
    , label_(label)
    , system_(system)
    , limits_(limits)
    , centre_(block.inputs.lower.col(0) + (block.inputs.upper.col(0) - block.inputs.lower.col(0)) / 2) {}

double WitnessCheck::value(Index competitor, const Vector& d) {
    const Matrix input = projected(block_, centre_ + system_.radii.cwiseProduct(d));
    AttackOutcome there = solvedOutcome(block_.certifier.analysis(), input.col(0), label_, limits_);
    if (there.prediction < 0)
        return nan;
    const double value = there.logits(competitor) - there.logits(label_);
    if (!there.broken)
        return std::min(value, 0.0);
    witness_ = std::move(there);
    return std::max(value, std::numeric_limits<double>::min());
}

} // namespace kamke
