#include "core/certify/margin_judge.h"

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
    , recheckBelow_(
          Vector::Constant(static_cast<Index>(labels.size()), std::numeric_limits<double>::infinity())) {}

const MarginRows& MarginJudge::rows(std::size_t certificate, int label) {
    auto& made = rows_
        [certificate * static_cast<std::size_t>(certifier_.network().q()) + static_cast<std::size_t>(label)];
    if (!made)
        made.emplace(certifier_, *certificates_[certificate], label);
    return *made;
}

bool MarginJudge::shouldStop(const EmbeddedIterate& iterate) {
    // Margins cost as much as a good part of a step, so they are looked at only where they may be enough.
    double& worthLooking = recheckBelow_(iterate.column);
    if (!(iterate.widening <= worthLooking))
        return false;
    const int label = labels_[static_cast<std::size_t>(iterate.column)];
    double enough = std::numeric_limits<double>::infinity(), atMost = enough;
    for (std::size_t c = 0; c < certificates_.size(); ++c) {
        const MarginRows::Margin margin = rows(c, label)(iterate);
        const double size = std::abs(margin.least), moves = iterate.widening * margin.widenedBy;
        enough = std::min(enough, size > moves ? accuracy_ * (size - moves) / (2 * margin.widenedBy) : 0);
        // The margin can still grow by as much as it still moves.
        atMost = std::min(atMost, accuracy_ * (size + moves) / (2 * margin.widenedBy));
    }
    worthLooking = atMost;
    return iterate.widening <= enough;
}

} // namespace kamke
