// Small synthetic data sets for tests of training.
#pragma once

#include "core/model/dataset.h"
#include "core/train/generator.h"

#include <algorithm>
#include <cmath>

namespace kamke {

/// `count` noisy copies of `classes` random prototypes of r bytes.
inline Dataset noisyPrototypes(Index count, Index r, int classes, std::uint64_t seed) {
    Generator random(seed);
    Matrix prototypes(r, classes);
    for (Index k = 0; k < prototypes.size(); ++k)
        prototypes.data()[k] = 0.5 + random.uniform(0.4);
    Dataset data;
    data.name = "prototypes";
    data.shape = {1, static_cast<int>(r)};
    Dataset::Bytes values(r, count);
    for (Index k = 0; k < count; ++k) {
        const int label = static_cast<int>(k % classes);
        data.labels.push_back(label);
        for (Index i = 0; i < r; ++i)
            values(i, k) = static_cast<std::uint8_t>(
                std::lround(255 * std::clamp(prototypes(i, label) + random.uniform(0.35), 0.0, 1.0)));
    }
    data.values = std::move(values);
    return data;
}

} // namespace kamke
