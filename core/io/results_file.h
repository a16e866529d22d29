// Results that the command line writes: margins of a sweep, inputs that an attack found.
#pragma once

#include "model/types.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace kamke {

/// `margins/METHOD` (E×N), `eps` (E), `label`, `prediction` (N), `index` (N) as formats.md asks.
struct MarginsFile {
    Vector eps;
    std::vector<int> labels, predictions;
    std::vector<Index> samples;
    std::map<std::string, Matrix> margins; ///< method id → E×N, NaN where there is no box
};
Result<void> writeMargins(const std::filesystem::path& path, const MarginsFile& file);

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
