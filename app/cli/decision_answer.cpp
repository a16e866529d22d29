#include "decision_answer.h"

#include <iomanip>
#include <iostream>

namespace kamke::cli {

namespace {

Json decisionsJson(const DecisionAnswer& answer, Index e) {
    const DecisionCounts sum = answer.table.counts(e);
    const SweepDecisions& all = answer.table.decisions;
    Json seconds = Json::object(), by = Json::object(), decided = Json::array(), stages = Json::array();
    for (std::size_t stage = 0; stage < decisionStages; ++stage) {
        const std::string name(decisionStageName(static_cast<DecisionStage>(stage)));
        seconds[name] = sum.seconds[stage];
        if (stage > 0)
            by[name] = sum.decidedBy[stage];
    }
    for (Index k = 0; k < all.decided.cols(); ++k) {
        decided.push_back(static_cast<int>(all.decided(e, k)));
        stages.push_back(decisionStageName(all.stage(e, k)));
    }
    return {{"eps", answer.plan.eps(e)},     {"robust", sum.robust},
            {"broken", sum.broken},          {"misread", sum.misread},
            {"unknown", sum.unknown},        {"seconds", std::move(seconds)},
            {"decided_by", std::move(by)},   {"nodes", sum.nodes},
            {"decided", std::move(decided)}, {"bound", numbers(all.bound.row(e))},
            {"stage", std::move(stages)}};
}

void printRow(double eps, const DecisionCounts& sum) {
    double seconds = 0;
    for (const double part : sum.seconds)
        seconds += part;
    std::cout << std::left << std::setw(12) << eps << std::right << std::setw(8) << sum.robust << std::setw(8)
              << sum.broken << std::setw(9) << sum.misread << std::setw(9) << sum.unknown << std::setw(12)
              << sum.nodes << std::setw(12) << std::setprecision(3) << seconds << std::setprecision(6)
              << '\n';
    Index said = 0;
    const auto say = [](Index count, const std::string& reason) {
        std::cout << "  unknown, " << count << (count == 1 ? " sample: " : " samples: ") << reason << '\n';
    };
    for (const auto& [reason, count] : sum.reasons) {
        say(count, reason);
        said += count;
    }
    if (said < sum.unknown)
        say(sum.unknown - said, "left so by an earlier run");
}

} // namespace

Json json(const DecisionAnswer& answer) {
    Json results = Json::array();
    for (Index e = 0; e < answer.plan.eps.size(); ++e)
        results.push_back(decisionsJson(answer, e));
    Json j{
        {"samples", answer.table.labels.size()},
        {"clip", answer.plan.clip},
        {"norm", normId(answer.plan.norm)},
        {"outside_domain", answer.outside ? Json(*answer.outside) : Json()}};
    if (!answer.index.empty())
        j["index"] = answer.index;
    j["results"] = std::move(results);
    if (!answer.shard.empty())
        j["shard"] = answer.shard;
    j["done"] = answer.table.done();
    j["complete"] = answer.complete;
    return j;
}

void printText(const DecisionAnswer& answer) {
    const auto samples = static_cast<Index>(answer.table.labels.size());
    const Index done = answer.table.done();
    std::cout << samples << (samples == 1 ? " sample" : " samples");
    if (done < samples)
        std::cout << ", " << done << " of them done";
    std::cout << "\n\n"
              << std::left << std::setw(12) << "eps" << std::right << std::setw(8) << "robust" << std::setw(8)
              << "broken" << std::setw(9) << "misread" << std::setw(9) << "unknown" << std::setw(12)
              << "nodes" << std::setw(12) << "seconds" << '\n';
    for (Index e = 0; e < answer.plan.eps.size(); ++e)
        printRow(answer.plan.eps(e), answer.table.counts(e));
    std::cout
        << "\nRobust: proved in floating point. Broken: an input within ε that forward reads as another "
           "class. Seconds are those of all threads.\n";
    if (!answer.complete)
        std::cout << "Stopped: what was not finished is not counted.\n";
}

} // namespace kamke::cli
