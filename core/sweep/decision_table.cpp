#include "core/sweep/decision_table.h"

#include <algorithm>

namespace kamke {

DecisionTable::DecisionTable(const SweepPlan& plan, Index samples)
    : labels(static_cast<std::size_t>(samples), -1)
    , predictions(static_cast<std::size_t>(samples), -1)
    , decisions(plan.eps.size(), samples) {}

Result<void> DecisionTable::take(const SweepBlock& block) {
    const Index first = block.first, count = block.count(), steps = decisions.decided.rows();
    std::copy(block.labels.begin(), block.labels.end(), labels.begin() + first);
    std::copy(block.predictions.begin(), block.predictions.end(), predictions.begin() + first);
    const auto put = [&](auto& all, const auto& some) { all.middleCols(first, count) = some; };
    put(decisions.decided, block.decisions.decided);
    put(decisions.bound, block.decisions.bound);
    put(decisions.nodes, block.decisions.nodes);
    put(decisions.seconds, block.decisions.seconds);
    put(decisions.stage, block.decisions.stage);
    put(decisions.limit, block.decisions.limit);
    std::copy(
        block.decisions.reasons.begin(), block.decisions.reasons.end(),
        decisions.reasons.begin() + first * steps);
    return {};
}

DecisionCounts DecisionTable::counts(Index step) const {
    DecisionCounts sum;
    for (Index k = 0; k < decisions.decided.cols(); ++k) {
        const DecisionStage who = decisions.stage(step, k);
        const auto stage = static_cast<std::size_t>(who);
        sum.nodes += decisions.nodes(step, k);
        sum.seconds[stage] += decisions.seconds(step, k);
        sum.decidedBy[stage] += who != DecisionStage::None;
        switch (decisions.decided(step, k)) {
        case Decision::Robust:
            ++sum.robust;
            break;
        case Decision::Broken:
            ++(who == DecisionStage::Misread ? sum.misread : sum.broken);
            break;
        case Decision::Unknown:
            ++sum.unknown;
            if (const std::string& why = decisions.reason(step, k); !why.empty())
                ++sum.reasons[why];
            break;
        case Decision::NotYet:
            ++sum.notYet;
            break;
        }
    }
    return sum;
}

Index DecisionTable::done() const {
    Index count = 0;
    for (Index k = 0; k < decisions.decided.cols(); ++k)
        count += decisions.isDone(k);
    return count;
}

} // namespace kamke
