#include "model/dataset.h"

#include <algorithm>

namespace kamke {

namespace {

constexpr double perByte =
    255; // division, as in the files' own definition: v·(1/255) differs in the last bit

} // namespace

Index Dataset::size() const {
    return std::visit([](const auto& m) { return m.cols(); }, values);
}

Index Dataset::r() const {
    return std::visit([](const auto& m) { return m.rows(); }, values);
}

int Dataset::classes() const {
    const auto largest = std::max_element(labels.begin(), labels.end());
    return std::max(largest == labels.end() ? 0 : *largest + 1, static_cast<int>(labelNames.size()));
}

Vector Dataset::input(Index sample) const {
    return inputs(sample, 1);
}

Matrix Dataset::inputs(Index first, Index count) const {
    if (const auto* bytes = std::get_if<Bytes>(&values))
        return bytes->middleCols(first, count).cast<double>() / perByte;
    return std::get<Matrix>(values).middleCols(first, count);
}

Matrix Dataset::inputs(std::span<const Index> samples) const {
    Matrix chosen(r(), static_cast<Index>(samples.size()));
    for (std::size_t k = 0; k < samples.size(); ++k)
        chosen.col(static_cast<Index>(k)) = input(samples[k]);
    return chosen;
}

std::optional<std::string> whyUnfit(const Network& network, const Dataset& data) {
    if (data.r() != network.r())
        return "has inputs of " + std::to_string(data.r()) +
               " values, expected r = " + std::to_string(network.r()) + " as the network takes";
    const auto largest = std::max_element(data.labels.begin(), data.labels.end());
    if (largest != data.labels.end() && *largest >= network.q())
        return "has label " + std::to_string(*largest) +
               ", expected labels below q = " + std::to_string(network.q()) +
               ", one per output of the network";
    return std::nullopt;
}

} // namespace kamke
