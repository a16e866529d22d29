#include "core/sweep/attacked.h"

#include "core/solve/timing.h"

#include <algorithm>
#include <map>

namespace kamke {

namespace {

bool provedAt(const SweepBlock& block, Index e, Index k) {
    return std::any_of(block.certified.begin(), block.certified.end(), [&](const auto& certified) {
        return certified(e, k) == Certified::Proved;
    });
}

// Where each sample starts to be broken: not below `low` + 1, at `high` or before.
struct Thresholds {
    std::vector<Index> low, high;
    bool isOpen(Index k) const {
        const auto at = static_cast<std::size_t>(k);
        return high[at] - low[at] > 1;
    }
    Index middle(Index k) const {
        const auto at = static_cast<std::size_t>(k);
        return (low[at] + high[at]) / 2;
    }
};

Thresholds thresholdsOf(const SweepBlock& block, Index steps, Index count) {
    Thresholds thresholds;
    for (Index k = 0; k < count; ++k) {
        Index low = -1;
        for (Index e = 0; e < steps; ++e)
            if (provedAt(block, e, k))
                low = e;
        thresholds.low.push_back(block.correct(k) ? low : -1);
        // Misread without noise: its own witness.
        thresholds.high.push_back(block.correct(k) ? steps : 0);
    }
    return thresholds;
}

// Attacks every sample whose threshold is open at the ε in the middle, one ε after the other.
void halve(
    const Certifier& certifier, const SweepPlan& plan, const Attack& attack, const AttackOptions& options,
    const Matrix& raw, const SweepBlock& block, Thresholds& thresholds) {
    std::map<Index, std::vector<Index>> samplesAt;
    for (Index k = 0; k < static_cast<Index>(thresholds.low.size()); ++k)
        if (thresholds.isOpen(k))
            samplesAt[thresholds.middle(k)].push_back(k);
    for (const auto& [e, samples] : samplesAt) {
        if (options.limits.reached())
            return;
        std::vector<int> labels;
        labels.reserve(samples.size());
        for (const Index k : samples)
            labels.push_back(block.labels[static_cast<std::size_t>(k)]);
        const std::vector<AttackOutcome> outcomes =
            runAttack(attack, certifier, Matrix(raw(Eigen::all, samples)), labels, plan.eps(e), options);
        for (std::size_t j = 0; j < samples.size(); ++j)
            (outcomes[j].broken ? thresholds.high : thresholds.low)[static_cast<std::size_t>(samples[j])] = e;
    }
}

// One attack on the first `count` samples.
SweepBlock::Attacks attackSamples(
    const Certifier& certifier, const SweepPlan& plan, const PlannedAttack& planned, const Matrix& raw,
    const SweepBlock& block, Index count, const Limits& limits) {
    const Index steps = plan.eps.size();
    AttackOptions options = planned.options;
    options.norm = plan.norm;
    options.clip = plan.clip;
    options.threads = 1;
    options.limits = limits;
    // The random starts depend on the block alone, so that every process finds the same.
    options.firstSample = block.first;
    Thresholds thresholds = thresholdsOf(block, steps, count);
    // Of what lies outside of the domain that the attack would have to stay in nothing is said.
    const std::vector<std::string> outside =
        plan.clip ? outsideReasons(certifier.network(), raw.leftCols(count)) : std::vector<std::string>();
    const auto isOutside = [&](Index k) {
        return !outside.empty() && !outside[static_cast<std::size_t>(k)].empty();
    };
    for (Index k = 0; k < count; ++k)
        if (isOutside(k))
            thresholds.high[static_cast<std::size_t>(k)] = thresholds.low[static_cast<std::size_t>(k)];
    const auto anyOpen = [&] {
        for (Index k = 0; k < count; ++k)
            if (thresholds.isOpen(k))
                return true;
        return false;
    };
    while (anyOpen() && !limits.reached())
        halve(certifier, plan, *planned.attack, options, raw, block, thresholds);
    SweepBlock::Attacks attacked = SweepBlock::Attacks::Constant(steps, block.count(), Attacked::NotComputed);
    for (Index k = 0; k < count; ++k)
        for (Index e = 0; e < steps; ++e)
            attacked(e, k) = isOutside(k)                                        ? Attacked::NotComputed
                             : e >= thresholds.high[static_cast<std::size_t>(k)] ? Attacked::Broken
                                                                                 : Attacked::NotFound;
    return attacked;
}

} // namespace

void attackBlock(
    const Certifier& certifier, const SweepPlan& plan, const Matrix& raw, SweepBlock& block,
    const Limits& limits) {
    block.attackSeconds = Vector::Zero(static_cast<Index>(plan.attacks.size()));
    for (std::size_t a = 0; a < plan.attacks.size(); ++a) {
        const auto begin = Clock::now();
        const Index count = std::clamp<Index>(plan.attacks[a].first - block.first, 0, block.count());
        block.attacked.push_back(attackSamples(certifier, plan, plan.attacks[a], raw, block, count, limits));
        block.attackSeconds(static_cast<Index>(a)) = secondsSince(begin);
    }
}

} // namespace kamke
