// Labelled samples: raw inputs as they are distributed.
#pragma once

#include "core/model/network.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace kamke {

/// N raw inputs of r values with their labels. Bytes stay bytes (60,000 digits are 47 MB, not 376): value =
/// byte/255.
struct Dataset {
    using Bytes = Eigen::Matrix<std::uint8_t, Eigen::Dynamic, Eigen::Dynamic>;

    std::string name;                    ///< for the user: "MNIST test" or the file's name
    std::vector<int> shape;              ///< {28, 28} when inputs are images, row by row; empty otherwise
    std::variant<Bytes, Matrix> values;  ///< r×N, one column a sample
    std::vector<int> labels;             ///< N, each ≥ 0
    std::vector<std::string> labelNames; ///< or empty

    Index size() const;
    Index r() const;
    /// 1 + the largest label (and at least labelNames.size()).
    int classes() const;
    /// Raw inputs of the samples asked for, r×count.
    Vector input(Index sample) const;
    Matrix inputs(Index first, Index count) const;
    Matrix inputs(std::span<const Index> samples) const;
};

/// 0 … data.size() − 1.
std::vector<Index> allSamples(const Dataset& data);

/// Why the network cannot classify these samples (r differs, a label is no output of the network), in one
/// sentence without file names.
std::optional<std::string> whyUnfit(const Network& network, const Dataset& data);
/// The same of samples with inputs of r values, wherever these are.
std::optional<std::string> whyUnfit(const Network& network, Index r, std::span<const int> labels);

} // namespace kamke
