// Samples of a data set as columns of any floating type.
#pragma once

#include "core/model/dataset.h"
#include "core/train/parameters.h"

#include <span>

namespace kamke {

/// Raw inputs of the samples asked for, r×count, in `inputs`; their labels in `labels`.
template<class S>
void gatherSamples(
    const Dataset& data, std::span<const Index> samples, MatrixOf<S>& inputs, std::vector<int>& labels);

/// u = (raw − mean)/std, in place.
template<class S>
void normaliseInputs(MatrixOf<S>& inputs, double mean, double std) {
    if (mean != 0 || std != 1)
        inputs = (inputs.array() - static_cast<S>(mean)) * static_cast<S>(1 / std);
}

/// The interval that every raw input lies in: [0, 1], widened where values of the data lie outside of it.
struct InputDomain {
    double lower = 0, upper = 1;
};
InputDomain inputDomain(const Dataset& data);

} // namespace kamke
