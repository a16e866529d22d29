// The exact range of every output by branch and bound, where polygons are too many or cannot be drawn.
#pragma once

#include "core/reach/reach.h"

namespace kamke {

struct ColumnInput;

/// The least and the largest value of every output over one box (one column without a label), each proved and
/// attained to 1e-6 (of max(1, |y|), or of the width of its relational range where that is below 1). The
/// output box holds what is proved, rounded outward; the state box is that of the relational bounds, which is
/// not exact. Not-applicable with the reason of whyNotRelational(); cancelled when the limits come first, not
/// converged when an output needs more than maxNodes.
Enclosure searchedRange(const Certifier& certifier, const ColumnInput& input, const ReachOptions& options);

} // namespace kamke
