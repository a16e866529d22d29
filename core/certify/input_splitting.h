// Branch and bound over the inputs themselves: few inputs, any activation.
#pragma once

#include "core/certify/certificates.h"

namespace kamke {

/// With more inputs the parts are too many to be of use.
constexpr Index mostSplitInputs = 3;

/// Why nothing is decided by splitting the input of this network, in one sentence; nothing when something may
/// be: it has at most three inputs, and a certificate of mixed-monotone boxes or of l_2 Lipschitz constants
/// applies.
std::optional<std::string> whyNotSplit(const NetworkAnalysis& analysis);

struct SplitOptions {
    Index maxNodes = 100000; ///< boxes that are bounded
    Limits limits;
    /// Called with the centre of every part that is not proved; true ends the splitting, an input was found.
    std::function<bool(const Vector& raw)> found{};
};

struct SplitResult {
    double bound = nan; ///< of the margin over all inputs, proved; NaN: none
    Index nodes = 0;
    bool found = false; ///< by SplitOptions::found
    bool level = false; ///< a part is left that is too small to be split
    bool proved() const { return bound > 0; }
};

/// The least margin y_label − max_j y_j over a box of raw inputs or, with a radius, over the part of it that
/// lies within `euclidean` of its centre. The worst parts first, 32 at a time: margins of their
/// mixed-monotone boxes (relative classifier) or from l_2 Lipschitz constants, whichever applies and is
/// larger; what is not proved is halved along the input that moves the outputs most, and what then lies
/// outside of the ball is dropped. Proved where every rounding is counted, by the certificates. The same for
/// any load of the machine unless the limits come first. Conditions: whyNotSplit() has said nothing.
SplitResult splitInputs(
    const Certifier& certifier, const Box& box, std::optional<double> euclidean, const Vector& centre,
    int label, const SplitOptions& options);

/// Of every column the boxes of the first certificate that splitInputs() asks, and for all competitors the
/// bound of the margin that splitting has proved, where that is larger than theirs; the labels are outputs. A
/// part whose centre is read as another class ends the column with the bound that is there.
StateBoxes splitBoxes(const Certifier& certifier, const ColumnInput& input, const CertifyOptions& options);

} // namespace kamke
