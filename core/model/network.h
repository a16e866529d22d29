// An implicit neural network and what its file says about its inputs.
#pragma once

#include "core/model/activation.h"
#include "core/model/box.h"
#include "core/model/types.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace kamke {

/// How raw inputs become the network's u: u = (raw − mean) / std. Raw inputs live in `domain`, where one is
/// given.
struct InputSpec {
    Vector mean, std;                   ///< r each, std > 0
    std::optional<Vector> lower, upper; ///< r each, raw units, lower ≤ upper
    std::vector<int> shape; ///< product r, e.g. {28, 28}: drawable as an image; empty when not given

    friend bool operator==(const InputSpec&, const InputSpec&);
};

using AttributeValue = std::variant<std::int64_t, double, std::string, std::vector<double>>;

/// x = Φ(Ax + Bu + b), y = Cx + Du + c with u ∈ R^r, x ∈ R^n, y ∈ R^q (nemon (11)).
struct Network {
    Matrix A; ///< n×n
    Matrix B; ///< n×r
    Matrix C; ///< q×n
    Matrix D; ///< q×r, zero when the file has none
    Vector b; ///< n
    Vector c; ///< q
    Activation activation;

    std::string name, description, source;
    std::optional<Vector> eta;       ///< n weights > 0 that the network was trained with
    std::optional<InputSpec> input;  ///< none: raw inputs are the network's own
    std::vector<std::string> labels; ///< q class names, or empty
    std::map<std::string, AttributeValue> training;

    Index n() const { return A.rows(); }
    Index r() const { return B.cols(); }
    Index q() const { return C.rows(); }

    /// u of a raw input (r).
    Vector normalise(const Vector& raw) const;
    /// The box of u for a box of raw inputs, rounded outward so that it holds every normalised raw input.
    Box normalise(const Box& raw) const;
    /// Factor of every input from raw to normalised units, 1/std (r ones when there is no normalisation).
    Vector inputScale() const;

    friend bool operator==(const Network&, const Network&);
};

/// Checks shapes, finiteness and the ranges of formats.md, and says what is wrong in one sentence (no file
/// name). Every public function of the core assumes a network that passes.
std::optional<std::string> validationError(const Network& network);

} // namespace kamke
