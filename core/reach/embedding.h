// The embedded map of interval methods, its fixed boxes, and the proof that a box is invariant.
#pragma once

#include "core/model/analysis.h"
#include "core/reach/methods.h"

namespace kamke {

/// What all interval methods start from: the box of u, its image under B, and the nominal point.
struct EmbeddingInput {
    Box u;                   ///< normalised, rounded outward, r
    Vector wCentre, wRadius; ///< B u_c + b and |B| u_r, n each
};
EmbeddingInput embeddingInput(const NetworkAnalysis& analysis, const Box& rawBox);

/// Splits a stacked embedded state [x̲; x̄] (2n).
Box unstack(const Vector& stacked);
Vector stack(const Box& box);

/// Shows in floating point that every u of the box has its x*(u) in a box that is `state` or a little larger,
/// and returns that box: first |A|ᴹη < η (so x* is unique), then that the mixed-monotone embedded map x̄ ↦
/// Φ(⌈A⌉x̄ + ⌊A⌋x̲ + [B]⁺ū + [B]⁻u̲ + b), and x̲ likewise, sends the box into itself, with rounding bounds; by
/// Brouwer a fixed point of every u lies inside (mixed-monotone-contractive Thm 1; maths "A rigorous verdict
/// in floating point"). The box is widened by multiples of η, the direction in which the map contracts, until
/// the inclusion holds. Nothing when it cannot be shown.
std::optional<Box>
provedInvariantBox(const NetworkAnalysis& analysis, const EmbeddingInput& input, const Box& state);

/// [C]⁺x̲ + [C]⁻x̄ + [D]⁺u̲ + [D]⁻ū + c and its upper counterpart (mixed-monotone-contractive (6)), rounded
/// outward.
Box outputBox(const NetworkAnalysis& analysis, const Box& state, const Box& u);

/// Completes an Ok enclosure: `state` as found by an iteration, proved if possible, with its output box.
Enclosure
encloseFixedBox(const NetworkAnalysis& analysis, const EmbeddingInput& input, IterationResult iteration);

} // namespace kamke
