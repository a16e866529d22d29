// The Lipschitz box and its entrywise refinement.
#pragma once

#include "core/reach/embedding.h"

namespace kamke {

/// y(u₀) ± L·max_i radius_i with the least L over the weights η = 1, the Perron weights and the η that
/// minimises L itself (nemon (14)-(15)); u₀ is the centre of the box, radii in raw units. Proved: y(u₀) is
/// enclosed by an invariant box, L rounded up.
extern const Method lipschitz;

/// |Δx| ≤ K|Δu|, |Δy| ≤ (|C|K + |D|)|Δu| with K = (I − |A|ᴹ)^{-1}|B| (the argument of nemon (14)-(15), row by
/// row): contained in the Lipschitz box. Proved: K is bounded from above with rounding bounds.
extern const Method entrywiseLipschitz;

} // namespace kamke
