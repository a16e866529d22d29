#include "core/sweep/verdict_judge.h"

#include <limits>

namespace kamke {

VerdictJudge::VerdictJudge(
    Embedding embedding, const ColumnInput& input, std::span<const std::vector<MarginRows>> rows, Asked asked)
    : embedding_(embedding)
    , input_(input)
    , rows_(rows)
    , asked_(std::move(asked))
    , looked_(Vector::Constant(input.count(), std::numeric_limits<double>::infinity())) {
    rulings_.setConstant(asked_.rows(), asked_.cols(), Ruling::Open);
}

bool VerdictJudge::shouldStop(const EmbeddedIterate& iterate) {
    // Margins cost as much as a good part of a step: they are looked at whenever the widening has become a
    // quarter. Intervals grow from below, where every iterate can refuse.
    constexpr double worthLooking = 0.25;
    const bool fromBelow = embedding_ == Embedding::Interval;
    double& looked = looked_(iterate.column);
    if (!fromBelow) {
        if (!(iterate.widening <= worthLooking * looked))
            return false;
        looked = iterate.widening;
    }
    const auto label = static_cast<std::size_t>(input_.labels[static_cast<std::size_t>(iterate.column)]);
    bool all = true;
    for (Index m = 0; m < rulings_.rows(); ++m) {
        Ruling& ruling = rulings_(m, iterate.column);
        if (!asked_(m, iterate.column) || ruling != Ruling::Open)
            continue;
        const MarginRows::Margin margin = rows_[static_cast<std::size_t>(m)][label](iterate);
        const double reserve = fromBelow ? 0 : iterate.widening * margin.widenedBy;
        if (margin.least + reserve <= 0)
            ruling = Ruling::Refused;
        else if (!fromBelow && margin.least - reserve * (1 + 1e-15) - std::numeric_limits<double>::min() > 0)
            ruling = Ruling::Proved;
        all = all && ruling != Ruling::Open;
    }
    return all;
}

void VerdictJudge::finish(const EmbeddedColumns& columns) {
    const Index n = columns.centre.rows();
    for (Index k = 0; k < rulings_.cols(); ++k) {
        const auto at = static_cast<std::size_t>(k);
        const auto label = static_cast<std::size_t>(input_.labels[at]);
        for (Index m = 0; m < rulings_.rows(); ++m) {
            Ruling& ruling = rulings_(m, k);
            if (!asked_(m, k) || ruling != Ruling::Open)
                continue;
            ruling = Ruling::Refused;
            if (columns.status[at] != Status::Ok)
                continue;
            const EmbeddedIterate box{k, columns.centre.data() + k * n, columns.radius.data() + k * n, 0};
            if (rows_[static_cast<std::size_t>(m)][label](box).least > 0)
                ruling = columns.proved[at] ? Ruling::Proved : Ruling::Numerical;
        }
    }
}

} // namespace kamke
