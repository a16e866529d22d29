// Interval bound propagation (IBP) at the fixed point.
#pragma once

#include "core/reach/embedding.h"

namespace kamke {

/// x̲ = Φ([A]⁺x̲ + [A]⁻x̄ + [B]⁺u̲ + [B]⁻ū + b), x̄ likewise (mixed-monotone-contractive (12)-(13) with 1_r for
/// 1_m; ibp-mondeq (3.3)). Exists and is unique when ρ(|A|) < 1; elsewhere it may diverge, and says so. Its
/// box passes the same inclusion test as the mixed-monotone one, which it contains, and is then proved.
extern const Method intervalBoundPropagation;

} // namespace kamke
