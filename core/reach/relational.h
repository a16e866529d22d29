// Boxes from the equation that ties states, pre-activations and inputs together: linear, and semidefinite.
#pragma once

#include "core/reach/methods.h"

namespace kamke {

/// Pre-activations bounded together through a = (I − WS)⁻¹(Ud + u₀ + Wr) (see relationalPreActivations),
/// every output as a functional of its own.
extern const Method relational;

/// The same states; every output bounded by the Robustness Model (semialgebraic-mondeq (CertMON-i)) where
/// that is tighter.
extern const Method semidefinite;

} // namespace kamke
