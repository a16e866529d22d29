#include "core/model/domain.h"

#include "core/model/outward.h"

#include <algorithm>
#include <cmath>

namespace kamke {

namespace {

constexpr std::size_t mostNamed = 5;

} // namespace

bool hasDomain(const Network& network) {
    return network.input && (network.input->lower || network.input->upper);
}

std::optional<std::string> whyOutside(const Network& network, const Vector& raw) {
    if (!network.input)
        return std::nullopt;
    const auto& [lower, upper] = std::pair(network.input->lower, network.input->upper);
    for (Index k = 0; k < raw.size(); ++k) {
        const bool below = lower && raw(k) < (*lower)(k);
        if (below || (upper && raw(k) > (*upper)(k)))
            return "input " + std::to_string(k + 1) + " of " + std::to_string(raw.size()) + " is " +
                   shortest(raw(k)) +
                   (below ? ", below " + shortest((*lower)(k)) : ", above " + shortest((*upper)(k)));
    }
    return std::nullopt;
}

void OutsideSamples::look(const Matrix& raw, const std::vector<Index>& numbers) {
    if (!hasDomain(network_))
        return;
    looked_ += raw.cols();
    for (Index k = 0; k < raw.cols(); ++k) {
        for (const double v : raw.col(k)) {
            bytes_ = bytes_ && v >= 0 && v <= 255 && v == std::floor(v);
            largest_ = std::max(largest_, v);
        }
        const auto why = whyOutside(network_, raw.col(k));
        if (!why)
            continue;
        if (count_++ == 0)
            why_ = *why;
        if (named_.size() < mostNamed)
            named_.push_back(numbers[static_cast<std::size_t>(k)]);
    }
}

std::string OutsideSamples::sentence() const {
    if (count_ == 0)
        return {};
    std::string text = std::to_string(count_) + " of " + std::to_string(looked_) +
                       (looked_ == 1 ? " sample" : " samples") + (count_ == 1 ? " is" : " are") +
                       " outside of the network's input domain (sample ";
    for (std::size_t k = 0; k < named_.size(); ++k)
        text += (k ? ", " : "") + std::to_string(named_[k]) + (k ? "" : ", whose " + why_);
    text += static_cast<std::size_t>(count_) > named_.size() ? ", …)" : ")";
    const auto& upper = network_.input->upper;
    if (bytes_ && largest_ > 2 && upper && upper->maxCoeff() <= 1)
        text += "; the values look like raw pixels 0 to 255, which a domain up to " +
                shortest(upper->maxCoeff()) + " expects divided by 255";
    return text;
}

} // namespace kamke
