#include "core/sweep/sample_source.h"

#include <span>

namespace kamke {

std::vector<int> SampleSource::labels(Index first, Index count) const {
    std::vector<int> labels;
    labels.reserve(static_cast<std::size_t>(count));
    for (Index k = first; k < first + count; ++k)
        labels.push_back(label(k));
    return labels;
}

Result<Matrix> DatasetSource::inputs(Index first, Index count) const {
    return data_->inputs(
        std::span(samples_).subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count)));
}

} // namespace kamke
