// Every decision of a sweep, and what they come to at each ε.
#pragma once

#include "core/sweep/run.h"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace kamke {

/// What was decided at one ε.
struct DecisionCounts {
    Index robust = 0, broken = 0, misread = 0, unknown = 0, notYet = 0;
    Index nodes = 0;
    std::array<Index, decisionStages> decidedBy{}; ///< samples that each stage has decided
    std::array<double, decisionStages> seconds{};  ///< of them; stage None has what is unknown
    /// Of what is unknown and was searched for by this process: each reason with its number of samples.
    std::map<std::string, Index> reasons;
};

/// Keeps everything. A block may come again with more decisions.
class DecisionTable : public SweepSink {
public:
    DecisionTable(const SweepPlan& plan, Index samples);
    Result<void> take(const SweepBlock& block) override;

    std::vector<int> labels, predictions; ///< N; −1 where nothing was decided
    SweepDecisions decisions;             ///< E×N

    DecisionCounts counts(Index step) const;
    Index done() const; ///< samples with an answer at every ε
};

} // namespace kamke
