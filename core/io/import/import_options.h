// What the user says about a file of another program, since the file does not.
#pragma once

#include "core/model/layer_stack.h"

#include <optional>
#include <string>

namespace kamke {

struct ImportOptions {
    /// m > 0 of W = (1 − m)I − AᵀA + B − Bᵀ, for the weights of a monotone operator network (default: a
    /// variable `m` of the file).
    std::optional<double> monotonicity;
    /// u = (raw − mean)/std, the same for every input (default: raw inputs are the network's own).
    std::optional<double> mean, std;
    /// Raw inputs live in [lower, upper] (default: not known).
    std::optional<double> lower, upper;
    /// Normalisations at the beginning of a model (default: they become the network's InputSpec).
    LeadingNormalisation leading = LeadingNormalisation::Keep;
};

/// What no file can mend: "lower is 1 and upper 0, expected lower <= upper". Nothing when all is well.
std::optional<std::string> validationError(const ImportOptions& options);

} // namespace kamke
