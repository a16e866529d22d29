// Where the nodes of a tree of splits are drawn, and which of them.
#pragma once

#include "core/search/search_tree.h"

#include <QRectF>
#include <vector>

namespace kamke::ui {

/// A node that is drawn.
struct TreeItem {
    Index place = 0; ///< in the tree
    int parent = -1; ///< the item above it; −1: the top
    QPointF at;
    Index below = 0; ///< places that are not drawn but stand behind it; > 0: it is a triangle
};

struct TreeLayout {
    std::vector<TreeItem> items; ///< the top first, parents before their sides
    double gap = 0, level = 0;   ///< pixels between two leaves, and between two levels
    Index hidden = 0;            ///< places behind triangles
};

/// The part of the tree from `top` on, top-down: leaves side by side at equal distances, a node in the middle
/// above its sides, the active one on the left. No two leaves come closer than a mark is wide, no two levels
/// closer than a mark is high: what has no room stays behind triangles, the largest parts are drawn first.
TreeLayout layOutTree(const SearchTree& tree, Index top, const QRectF& area);

/// How many places stand below each, itself included.
std::vector<Index> subtreeSizes(const SearchTree& tree);

/// The state that says most of the leaves below each place: found, left, open, closed, empty. Of a split
/// whose sides are unknown it is Split.
std::vector<SearchTree::State> subtreeStates(const SearchTree& tree);

} // namespace kamke::ui
