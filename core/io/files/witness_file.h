// Inputs that an attack found.
#pragma once

#include "core/model/types.h"

#include <filesystem>
#include <vector>

namespace kamke {

/// A data set of the witnesses (so that it opens like any other), with `index`, `prediction` and `eps`
/// beside.
struct WitnessFile {
    Matrix inputs; ///< r×k, raw
    std::vector<int> labels, predictions;
    std::vector<Index> samples;
    Vector eps; ///< k
    std::vector<int> shape;
};
Result<void> writeWitnesses(const std::filesystem::path& path, const WitnessFile& file);

} // namespace kamke
