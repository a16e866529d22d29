#include "core/model/dataset.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace kamke {

namespace {

// v/255 of every byte. Division, as in the files' own definition: v·(1/255) differs in the last bit.
constexpr std::array<double, 256> valueOfByte = [] {
    std::array<double, 256> values{};
    for (std::size_t byte = 0; byte < values.size(); ++byte)
        values[byte] = static_cast<double>(byte) / 255;
    return values;
}();

void putValues(const std::uint8_t* bytes, Index count, double* values) {
    for (Index k = 0; k < count; ++k)
        values[k] = valueOfByte[bytes[k]];
}

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
    if (const auto* bytes = std::get_if<Bytes>(&values)) {
        Matrix chosen(bytes->rows(), count);
        putValues(bytes->data() + first * bytes->rows(), chosen.size(), chosen.data());
        return chosen;
    }
    return std::get<Matrix>(values).middleCols(first, count);
}

Matrix Dataset::inputs(std::span<const Index> samples) const {
    const Index rows = r();
    Matrix chosen(rows, static_cast<Index>(samples.size()));
    const auto* bytes = std::get_if<Bytes>(&values);
    for (std::size_t k = 0; k < samples.size(); ++k) {
        const auto at = static_cast<Index>(k);
        if (bytes)
            putValues(bytes->data() + samples[k] * rows, rows, chosen.data() + at * rows);
        else
            chosen.col(at) = std::get<Matrix>(values).col(samples[k]);
    }
    return chosen;
}

std::vector<Index> allSamples(const Dataset& data) {
    std::vector<Index> all(static_cast<std::size_t>(data.size()));
    std::iota(all.begin(), all.end(), 0);
    return all;
}

std::optional<std::string> whyUnfit(const Network& network, const Dataset& data) {
    return whyUnfit(network, data.r(), data.labels);
}

std::optional<std::string> whyUnfit(const Network& network, Index r, std::span<const int> labels) {
    if (r != network.r())
        return "has inputs of " + std::to_string(r) + " values, expected r = " + std::to_string(network.r()) +
               " as the network takes";
    if (network.q() < 2)
        return "has labels, but the network has one output: a classifier needs two classes, expected q ≥ 2";
    const auto largest = std::max_element(labels.begin(), labels.end());
    if (largest != labels.end() && *largest >= network.q())
        return "has label " + std::to_string(*largest) +
               ", expected labels below q = " + std::to_string(network.q()) +
               ", one per output of the network";
    return std::nullopt;
}

} // namespace kamke
