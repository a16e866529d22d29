// The tree of splits of one other class, as a checker can follow it.
#pragma once

#include "core/prove/root_proof.h"

namespace kamke {

/// Writes trees over one root box.
class TreeProof {
public:
    /// `searched`: the root that the recorded trees and their multipliers are of.
    TreeProof(
        const SampleSystem& sample, const Box& root, const RelationalRoot& searched, const Limits& limits);

    const std::vector<Index>& open() const { return units_.units(); }
    /// Proves y_j < y_label, along the splits of `tree` (null: without any). Nothing when some leaf does not
    /// close with the bounds that the proof has.
    std::optional<SampleProof::Competitor> competitor(int j, const SearchTree* tree) const;

private:
    class Writer;

    const SampleSystem& sample_;
    const RelationalRoot& searched_;
    const Limits& limits_;
    StableUnits units_;
    Relaxation relaxation_;
    SlopeSystem active_; ///< of the units that were active at the searched root
};

} // namespace kamke
