// What the relational, the semidefinite and the ellipsoid method share: the ReLU system of a box of inputs.
#pragma once

#include "core/reach/monotone_point.h"
#include "core/search/relational_root.h"

#include <functional>

namespace kamke {

/// The system of the raw inputs centre + radii∘d, |d_j| ≤ 1, which hold the whole box.
struct BoxSystem {
    MonotonePoint at; ///< the state of the box's centre
    Vector radii;     ///< r, raw units, rounded up
    ReluSystem system;
    RelationalRoot root; ///< bounds of the pre-activations and of functionals
};

/// The system of `box` (raw units, r entries), or the enclosure that says why there is none. Condition:
/// whyNotSemialgebraic() has said nothing.
tl::expected<BoxSystem, Enclosure>
boxSystem(const NetworkAnalysis& analysis, const Box& box, const Limits& limits);

/// An upper bound of a linear functional of states z and inputs d, proved in floating point.
using UpperBound = std::function<double(const Functional&)>;

/// The enclosure whose states are those of the pre-activations, x = relu(a), and whose outputs
/// y_i = C_i z + D_i u + c_i are each bounded from both sides by `upper`, rounded outward. Cancelled when the
/// limits are reached on the way.
Enclosure encloseOutputs(
    const NetworkAnalysis& analysis, const BoxSystem& box, const UpperBound& upper, const Limits& limits);

} // namespace kamke
