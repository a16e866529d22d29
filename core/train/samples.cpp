#include "core/train/samples.h"

#include <algorithm>

namespace kamke {

template<class S>
void gatherSamples(
    const Dataset& data, std::span<const Index> samples, MatrixOf<S>& inputs, std::vector<int>& labels) {
    const auto count = static_cast<Index>(samples.size());
    inputs.resize(data.r(), count);
    labels.resize(samples.size());
    for (Index k = 0; k < count; ++k) {
        const Index sample = samples[static_cast<std::size_t>(k)];
        if (const auto* bytes = std::get_if<Dataset::Bytes>(&data.values))
            inputs.col(k) = bytes->col(sample).cast<S>() / S(255);
        else
            inputs.col(k) = std::get<Matrix>(data.values).col(sample).cast<S>();
        labels[static_cast<std::size_t>(k)] = data.labels[static_cast<std::size_t>(sample)];
    }
}

InputDomain inputDomain(const Dataset& data) {
    const auto* values = std::get_if<Matrix>(&data.values);
    if (!values || values->size() == 0)
        return {};
    return {std::min(0.0, values->minCoeff()), std::max(1.0, values->maxCoeff())};
}

template void gatherSamples(const Dataset&, std::span<const Index>, MatrixOf<float>&, std::vector<int>&);
template void gatherSamples(const Dataset&, std::span<const Index>, MatrixOf<double>&, std::vector<int>&);

} // namespace kamke
