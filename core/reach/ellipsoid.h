// The box of a small ellipsoid that holds every output.
#pragma once

#include "core/reach/methods.h"

namespace kamke {

/// The states of `relational`; its output box within the widths of the ellipsoid of boundOutputs(), which the
/// enclosure keeps (semialgebraic-mondeq (EllipMON-SOS-d)). Needs D = 0.
extern const Method outputEllipsoid;

} // namespace kamke
