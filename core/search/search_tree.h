// How a search has closed its parts: what a proof is written from.
#pragma once

#include "core/model/types.h"

#include <vector>

namespace kamke {

/// The splits of a search, and what closed its leaves. Units are those of the reduced system, k of them. Only
/// the leaves of a search that was complete and found no witness are all closed.
struct SearchTree {
    struct Node {
        Index split = -1;                 ///< the unit whose sign is split; −1: a leaf
        Index active = -1, inactive = -1; ///< the places of its two sides
        /// Of a leaf, k: with them its bound is below SearchOptions::closeBelow. Empty: the refreshed bounds
        /// leave no input with these signs, or the leaf was not closed.
        Vector nu{};
    };
    std::vector<Node> nodes; ///< the first is the whole

    Index add() {
        nodes.emplace_back();
        return static_cast<Index>(nodes.size()) - 1;
    }
    Node& at(Index place) { return nodes[static_cast<std::size_t>(place)]; }
    const Node& at(Index place) const { return nodes[static_cast<std::size_t>(place)]; }
};

} // namespace kamke
