// Branch and bound over the signs of the units: the largest value of a functional, found and proved.
#pragma once

#include "core/search/relational_root.h"
#include "core/search/search_tree.h"

#include <functional>
#include <memory>
#include <vector>

namespace kamke {

/// What a search says of the inputs whose signs agree with all of `path`.
struct SearchPart {
    std::vector<SignSplit> path;
    Box a;        ///< their pre-activations; lower > upper somewhere: there are no such inputs
    double bound; ///< of the objective
};

/// How far a search is.
struct SearchProgress {
    double bound;           ///< of the objective over all inputs, proved; ∞ before the first node
    double value;           ///< the largest that was found; −∞: none yet
    Index nodes, open;      ///< that were processed, and that wait
    const SearchTree* tree; ///< SearchOptions::tree, as it is now
    bool ended;             ///< nothing comes after this
};

/// What a search is for, and when it may end.
struct SearchOptions {
    /// A part of the inputs is closed when its proved bound is below this. Of a verdict: 0 for y_j − y_label.
    double closeBelow = -std::numeric_limits<double>::infinity();
    /// It is also closed when its bound exceeds the best value that was found by no more than this.
    double gap = 0;
    /// A value above this ends the search (default: none does).
    double stopAbove = std::numeric_limits<double>::infinity();
    Index maxNodes = 1000000;
    int rootSteps = 60, nodeSteps = 8; ///< of the ascent of multipliers
    Limits limits;
    /// The value of the objective at the input d (r entries, ‖d‖ ≤ 1), by whatever the caller trusts; NaN
    /// where there is none. Values of the search itself come from the reduced system, and are only
    /// candidates.
    std::function<double(const Vector& d)> value;
    /// Called before every node and once at the end (default: none).
    std::function<void(const SearchProgress&)> progress;
    /// Where every split, the bound of every part and the multipliers of every closed one are kept (default:
    /// nowhere). The search itself is the same with it.
    SearchTree* tree = nullptr;
    /// Called with every part that something is proved of, as soon as it is: nodes, and sides that need none
    /// (default: none, and then no paths are kept). For tests of what is proved on the way.
    std::function<void(const SearchPart& part)> watch{};
};

/// A part of the inputs, by a box of pre-activations (k entries), and the multipliers that bound the
/// objective there (see Relaxation::evaluate()).
struct SearchLeaf {
    Box a;
    Vector nu;
};

struct SearchResult {
    double bound = std::numeric_limits<double>::infinity();  ///< of the objective over all inputs, proved
    double value = -std::numeric_limits<double>::infinity(); ///< the largest that was found, and where
    Vector d; ///< r, ‖d‖ ≤ 1; empty when nothing was found
    /// The part with the largest bound, of which `bound` is; null where that is not finite.
    std::shared_ptr<const SearchLeaf> worst;
    Index nodes = 0, open = 0;
    bool complete = false; ///< every part is closed, or a value above stopAbove was found

    bool proved(double below) const { return bound < below; }
};

/// Best bound first. Every node refreshes the bounds of its open units from its own path only, improves the
/// multipliers of its parent, tries the input that its relaxation likes best, and splits the open unit whose
/// two sides gain most; a side that is closed by that alone gets no node.
///
/// Why the leaves suffice: z(d) exists, is unique and continuous (the conditions of RelationalRoot::find()).
/// Every input d lies, for every split a_j ≥ 0 / a_j ≤ 0 on its way, in at least one of the two sides, so it
/// lies in the region of some leaf; there a = Wz + Ud + u₀ and the box of the leaf hold, so that the bound of
/// the leaf, F(ν) for any ν, holds for it. Deterministic: the same for any machine load unless the limits
/// come first.
SearchResult search(const RelationalRoot& root, const Objective& objective, const SearchOptions& options);

} // namespace kamke
