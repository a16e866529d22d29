// The box that a proof begins with.
#pragma once

#include "core/prove/sample_proof.h"

namespace kamke {

/// Where the proof of a robust sample begins, as SampleProof says it, and the box that follows from it.
struct RootProof {
    Box start;
    Index rounds = 0;
    Box box; ///< n, after all rounds; a little larger than what a checker finds
};

/// From `around`, bounds of the pre-activations that hold and that the proof should come close to. Nothing
/// where no box keeps its pre-activations inside.
std::optional<RootProof> rootProof(const ReluSystem& system, const Box& around, const Limits& limits);

/// By how much a bound is widened here, so that one computed in another order is never above it.
Box widened(const Box& bounds);

} // namespace kamke
