// Mixed-monotone reachability (MM): the embedding with the Metzler part.
#pragma once

#include "core/reach/embedding.h"

namespace kamke {

/// The fixed point of x̲ = Φ(⌈A⌉x̲ + ⌊A⌋x̄ + [B]⁺u̲ + [B]⁻ū + b), x̄ likewise (mixed-monotone-contractive
/// (4)-(5)), unique with x̲ ≤ x*(u) ≤ x̄ when μ_η(A) < 1 for some η (Thm 1). Iterated by diagonal-implicit
/// steps from [start; start] (n entries each), which keep the order x̲ ≤ x̄. Returns the stacked state (2n).
IterationResult mixedMonotoneFixedBox(
    const NetworkAnalysis& analysis, const EmbeddingInput& input, const Vector& start,
    const ReachOptions& options);

/// Encloses x*(u) and y(u) at one raw input (r), proved; not-ok when the network is not contracting.
Enclosure provedPoint(const NetworkAnalysis& analysis, const Vector& rawInput, const ReachOptions& options);

} // namespace kamke
