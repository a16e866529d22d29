// The answer of a sweep of decisions, as `decide` and `merge` print it.
#pragma once

#include "samples.h"

#include "core/sweep/decision_table.h"

#include <optional>

namespace kamke::cli {

struct DecisionAnswer {
    const SweepPlan& plan;
    const DecisionTable& table;
    std::vector<Index> index;     ///< of the samples in their data set, where it is known
    std::string shard;            ///< "2/8" when only a part was asked for
    bool complete = true;         ///< everything that was asked for is there
    std::optional<Index> outside; ///< samples outside of the input domain, where they were looked at
};

Json json(const DecisionAnswer& answer);
void printText(const DecisionAnswer& answer);

} // namespace kamke::cli
