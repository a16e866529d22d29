// The condition that a network promises by the way it was trained, and whether it keeps the promise.
#pragma once

#include "core/model/conditions.h"
#include "core/model/network.h"

#include <string>

namespace kamke {

/// A network of some kind is parametrised so that one condition of the papers holds with a bound of its own:
/// μ_η(A) ≤ γ (nemon (17)), μ_2(A) ≤ 1 − m (ibp-mondeq Prop. 2.1), ‖A‖_∞ ≤ κ (nemon 6.1),
/// λ_max((|A| + |A|ᵀ)/2) ≤ 1 − m (ibp-mondeq Thm 3.1), ρ(|A|) < 1 (Thm 3.3).
struct OwnCondition {
    std::string id;       ///< of the row in the table of conditions; empty: the file names no kind we know
    std::string kind;     ///< as people call it: NEMON
    std::string quantity; ///< what is compared: "μ_η(A) with the file's η"
    double value = 0;     ///< of these weights
    double bound = 1;     ///< what the kind promises: value ≤ bound
    bool strict = false;  ///< value < bound instead, where the file names no bound
    /// value ≤ bound but for the rounding of weights that were stored in single precision, and the condition
    /// itself (< 1) is proved.
    bool holds = false;
    bool proved = false;  ///< the condition itself, value < 1, is shown with rounding bounds
    std::string sentence; ///< all of that in words; empty without an id

    bool known() const { return !id.empty(); }
};

/// Judges the network against its own condition, with the bound of its training group (attributes
/// condition_bound or gamma, or m, with bound 1 − m) or else < 1. `table` is that of network.A.
OwnCondition ownCondition(const Network& network, const ConditionTable& table);

} // namespace kamke
