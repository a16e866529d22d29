// The block-triangular structure of A: feed-forward networks and stacks of implicit layers.
#pragma once

#include "core/model/types.h"

#include <string>
#include <vector>

namespace kamke {

/// The strongly connected components of A in topological order, and the level of each: 0 where a block's rows
/// refer to no other block, else one more than the highest that they refer to. Sorted by level A is block
/// lower triangular (mixed-monotone-contractive, Remark 2 (iv): feed-forward networks are those with strictly
/// lower triangular A).
struct BlockStructure {
    std::vector<std::vector<Index>> blocks; ///< units of each, increasing; a block after all it refers to
    std::vector<Index> levelOf;             ///< per block
    Index levels = 0;
    bool acyclic = false; ///< no unit depends on itself, not even through others: feed-forward

    /// "feed-forward, 2 layers of 100, 100 units", "block-triangular, 3 levels", "one coupled block of 100
    /// units".
    std::string describe() const;
    /// The units of each level, increasing.
    std::vector<std::vector<Index>> unitsOfLevels() const;
};

BlockStructure blockStructure(const Matrix& A);

/// Weights η > 0 with every row measure of A below 1, put together from the blocks: within a block its own
/// best weights, and from level to level a scale so large that what comes from below uses up at most half of
/// what the block leaves. They exist whenever every diagonal block has some; they range over as many orders
/// of magnitude as the levels amplify. Empty when a block has none, or that range overflows. Not proved:
/// provedContractionWeights does that.
Vector blockWeights(const Matrix& A, const BlockStructure& structure);

/// The rows of one level and the columns that they read, of a feed-forward network.
struct LayerWeights {
    std::vector<Index> units, inputs;
    Matrix A; ///< units × inputs
};
/// The levels of an acyclic A in order; empty when it is not acyclic.
std::vector<LayerWeights> layerWeights(const Matrix& A, const BlockStructure& structure);

} // namespace kamke
