#include "certify/margin_judge.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kamke {

MarginJudge::MarginJudge(
    const Certifier& certifier, std::span<const int> labels, std::span<const Certificate* const> certificates,
    double accuracy)
    : certifier_(certifier)
    , labels_(labels)
    , certificates_(certificates.begin(), certificates.end())
    , accuracy_(accuracy)
    , rows_(certificates.size() * static_cast<std::size_t>(certifier.network().q()))
    , worthLooking_(
          Vector::Constant(static_cast<Index>(labels.size()), std::numeric_limits<double>::infinity())) {}

const MarginRows& MarginJudge::rows(std::size_t certificate, int label) {
    auto& made = rows_
        [certificate * static_cast<std::size_t>(certifier_.network().q()) + static_cast<std::size_t>(label)];
    if (!made)
        made.emplace(certifier_, *certificates_[certificate], label);
    return *made;
}

bool MarginJudge::isEnough(const EmbeddedIterate& iterate) {
    // Margins cost as much as a good part of a step. What the last one tells of the widening that is needed
    // is a guess while it still moves: a sixteenth is looked at in any case.
    constexpr double inAnyCase = 1.0 / 16;
    double& worthLooking = worthLooking_(iterate.column);
    if (!(iterate.widening <= worthLooking))
        return false;
    const int label = labels_[static_cast<std::size_t>(iterate.column)];
    double enough = std::numeric_limits<double>::infinity();
    for (std::size_t c = 0; c < certificates_.size(); ++c) {
        const MarginRows::Margin margin = rows(c, label)(iterate);
        const double size = std::abs(margin.least) - iterate.widening * margin.widenedBy;
        enough = std::min(enough, size > 0 ? accuracy_ * size / (2 * margin.widenedBy) : 0);
    }
    worthLooking = std::max(enough, inAnyCase * iterate.widening);
    return iterate.widening <= enough;
}

} // namespace kamke
