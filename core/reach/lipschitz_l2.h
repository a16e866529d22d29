// The l_2 Lipschitz box of monotone operator networks.
#pragma once

#include "core/reach/methods.h"

namespace kamke {

/// x(u₀) ± reach and y(u₀) ± reach for the centre u₀ of the box, from ‖Δx‖_2 ≤ ‖BΔu‖_2/m with I − A ⪰ mI,
/// sharpened direction by direction (see MonotoneGain). It exists wherever Λ − ΛA ≻ 0 is proved, also where
/// no weights give μ_η(A) < 1. Proved: the state at the centre by its residual, the rest with rounding
/// bounds.
extern const Method lipschitzL2;

} // namespace kamke
