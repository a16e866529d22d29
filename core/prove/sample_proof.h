// What shows a sceptic that a sample is robust, or broken: the content of a proof file.
#pragma once

#include "core/decide/decide.h"

namespace kamke {

/// Which inputs of which sample a verdict is about.
struct SampleClaim {
    Vector centre; ///< r, raw: the sample
    double eps = 0;
    BallNorm norm = BallNorm::Linf;
    bool clip = false; ///< l_inf: only inputs in the network's domain
    int label = 0;
};

/// Every number is meant as it stands. Whoever checks it recomputes all that is not here from the network,
/// in the coordinates of ReluSystem: a = Wz + Ud + u₀ with each unit's own feedback solved, z = relu(a).
///
/// A robust sample: the state is unique and continuous in the input (η or Λ), and at the centre it is near
/// `state`, with pre-activations in `start`. While they are in `start`, bounds from multipliers keep them in
/// its interior, so by continuity they never leave it for any input of the (connected) set. The same bounds,
/// and `rounds` more of them over the units that are open, are the root box. The multipliers of these bounds
/// are those of the chords of the box (rows of (I − WS)^{-1}, see Relaxation::image()) or those of one
/// interval step; they follow from the box, so they are not written. For every other class a tree of splits
/// leads to leaves whose multipliers prove y_class < y_label for the box of the leaf.
///
/// A broken sample: `state` is near that of the witness, near enough to prove y_readAs > y_label.
struct SampleProof {
    SampleClaim claim;
    bool robust = false;
    Vector eta;    ///< n: μ_∞,η(A) < 1; empty when Λ is there
    Vector lambda; ///< n: Λ − (ΛA + AᵀΛ)/2 ≻ 0; empty when η is there
    Vector state;  ///< n

    Box start;        ///< n
    Index rounds = 0; ///< of refreshing all open units
    /// The units that leaves have multipliers for; those of the others follow: G_j where a_j ≥ 0, else 0.
    std::vector<Index> open;
    /// In preorder: a node with a split is followed by its active side and then by its inactive one.
    struct Node {
        /// Units whose bounds are refreshed, from the chords of the box so far. Multipliers are moved along
        /// those of the unit that was split last by `upper` and `lower`, one entry each.
        std::vector<Index> refresh;
        Vector upper{}, lower{};
        Index split = -1;
        Vector nu{}; ///< of a leaf, per unit of `open`; a leaf without them has no input
    };
    struct Competitor {
        int index = 0;
        std::vector<Node> nodes;
    };
    std::vector<Competitor> competitors;

    Vector witness; ///< r, raw
    int readAs = -1;
};

/// The proof of what was decided, with numbers of as few bits as it survives; every bound is proved again
/// with them. `evidence` is what decide() gave with it (null: of an early stage). The error says why there is
/// no proof: rounding left too little of a bound, the limits came first, no box was found to begin with.
Result<SampleProof> sampleProof(
    const Certifier& certifier, SampleClaim claim, const SampleDecision& decision,
    const DecisionEvidence* evidence, const Limits& limits = {});

} // namespace kamke
