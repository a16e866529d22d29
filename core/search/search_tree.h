// How a search has split and closed its parts: what a proof is written from, and what is drawn of it.
#pragma once

#include "core/model/types.h"

#include <cstdint>
#include <limits>
#include <vector>

namespace kamke {

/// A sign that was decided: a_unit ≥ 0, or a_unit ≤ 0. Units count among those that are open at the root
/// (RelationalRoot::units()).
struct SignSplit {
    Index unit;
    bool active;

    friend bool operator==(const SignSplit&, const SignSplit&) = default;
};

/// The splits of a search, and what closed its leaves. Units are those of the reduced system, k of them. Only
/// the leaves of a search that was complete and found no witness are all closed.
struct SearchTree {
    enum class State : std::int8_t {
        Open,   ///< a leaf that waits for its turn
        Split,  ///< one side or the other holds each of its inputs
        Closed, ///< its bound is small enough: below what was asked for, or no larger than a value found
        Empty,  ///< its refreshed bounds leave no input with these signs
        Found,  ///< here a value was found that ends the search
        Left    ///< it could be neither closed nor split any further
    };
    struct Node {
        Index split = -1;                 ///< the unit whose sign is split; −1: a leaf
        Index active = -1, inactive = -1; ///< the places of its two sides
        Index parent = -1;                ///< the place that it is a side of; −1: the whole
        State state = State::Open;
        /// Of the objective over the inputs with these signs, proved; −∞ where there are none.
        double bound = std::numeric_limits<double>::infinity();
        /// Of a leaf, k: with them its bound is below SearchOptions::closeBelow. Empty: the refreshed bounds
        /// leave no input with these signs, or the leaf was not closed.
        Vector nu{};
    };
    std::vector<Node> nodes; ///< the first is the whole; sides come after it, in the order of splitting

    Index add(Index parent = -1) {
        nodes.emplace_back().parent = parent;
        return static_cast<Index>(nodes.size()) - 1;
    }
    Index size() const { return static_cast<Index>(nodes.size()); }
    Node& at(Index place) { return nodes[static_cast<std::size_t>(place)]; }
    const Node& at(Index place) const { return nodes[static_cast<std::size_t>(place)]; }

    /// The signs that the inputs of a place have, the first split first.
    std::vector<SignSplit> path(Index place) const;
    /// The oldest places, at most `most` of them, without multipliers, each split unit j as units[j]: of a
    /// running search it takes microseconds. A split whose sides are not among them has none (−1).
    SearchTree outline(const std::vector<Index>& units, Index most) const;
};

} // namespace kamke
