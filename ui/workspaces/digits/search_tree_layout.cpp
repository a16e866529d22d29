#include "ui/workspaces/digits/search_tree_layout.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <queue>

namespace kamke::ui {

namespace {

constexpr double leastLeafGap = 11, leastLevel = 20; // what marks of 8 pixels need
constexpr double mostGap = 96, mostLevel = 52;       // beyond it edges are long for nothing

bool hasSides(const SearchTree::Node& node) {
    return node.active >= 0 && node.inactive >= 0;
}

/// The places whose sides are drawn.
std::vector<char>
expanded(const SearchTree& tree, Index top, const QRectF& area, const std::vector<Index>& sizes) {
    const auto levels = static_cast<int>(std::max(1.0, std::floor(area.height() / leastLevel)));
    const auto mostLeaves = static_cast<int>(std::max(2.0, std::floor(area.width() / leastLeafGap)));
    std::vector<char> open(tree.nodes.size(), 0);
    struct Candidate {
        Index place;
        int depth;
    };
    const auto isLess = [&](const Candidate& a, const Candidate& b) {
        const Index left = sizes[static_cast<std::size_t>(a.place)],
                    right = sizes[static_cast<std::size_t>(b.place)];
        return left != right ? left < right : a.place > b.place;
    };
    std::priority_queue<Candidate, std::vector<Candidate>, decltype(isLess)> queue(isLess);
    queue.push({top, 0});
    for (int leaves = 1; !queue.empty() && leaves < mostLeaves;) {
        const Candidate next = queue.top();
        queue.pop();
        const SearchTree::Node& node = tree.at(next.place);
        if (!hasSides(node) || next.depth >= levels)
            continue;
        open[static_cast<std::size_t>(next.place)] = 1;
        ++leaves;
        for (const Index side : {node.active, node.inactive})
            queue.push({side, next.depth + 1});
    }
    return open;
}

} // namespace

std::vector<Index> subtreeSizes(const SearchTree& tree) {
    std::vector<Index> sizes(tree.nodes.size(), 1);
    // Sides come after their node.
    for (Index place = tree.size() - 1; place > 0; --place)
        sizes[static_cast<std::size_t>(tree.at(place).parent)] += sizes[static_cast<std::size_t>(place)];
    return sizes;
}

std::vector<SearchTree::State> subtreeStates(const SearchTree& tree) {
    using State = SearchTree::State;
    const auto weight = [](State state) {
        switch (state) {
        case State::Found:
            return 5;
        case State::Left:
            return 4;
        case State::Open:
            return 3;
        case State::Split:
            return 2;
        case State::Closed:
            return 1;
        case State::Empty:
            break;
        }
        return 0;
    };
    std::vector<State> states(tree.nodes.size(), State::Empty);
    for (Index place = tree.size() - 1; place >= 0; --place) {
        const SearchTree::Node& node = tree.at(place);
        State& own = states[static_cast<std::size_t>(place)];
        if (!hasSides(node))
            own = node.state;
        if (node.parent < 0)
            continue;
        State& above = states[static_cast<std::size_t>(node.parent)];
        if (weight(own) > weight(above))
            above = own;
    }
    return states;
}

TreeLayout layOutTree(const SearchTree& tree, Index top, const QRectF& area) {
    TreeLayout layout;
    if (top < 0 || top >= tree.size())
        return layout;
    const std::vector<Index> sizes = subtreeSizes(tree);
    const std::vector<char> open = expanded(tree, top, area, sizes);
    int deepest = 0, leaves = 0;
    // Rows and columns first; columns in numbers of leaves.
    const std::function<double(Index, int, int)> place = [&](Index node, int parent, int depth) {
        const auto index = layout.items.size();
        layout.items.push_back({node, parent, QPointF(0, depth), 0});
        deepest = std::max(deepest, depth);
        double column;
        if (open[static_cast<std::size_t>(node)]) {
            const double left = place(tree.at(node).active, static_cast<int>(index), depth + 1);
            const double right = place(tree.at(node).inactive, static_cast<int>(index), depth + 1);
            column = (left + right) / 2;
        } else {
            column = leaves++;
            layout.items[index].below = sizes[static_cast<std::size_t>(node)] - 1;
            layout.hidden += layout.items[index].below;
        }
        layout.items[index].at.setX(column);
        return column;
    };
    place(top, -1, 0);
    layout.gap = std::min(area.width() / leaves, mostGap);
    layout.level = std::min(area.height() / std::max(deepest, 1), mostLevel);
    const double left = area.center().x() - layout.gap * (leaves - 1) / 2;
    for (TreeItem& item : layout.items)
        item.at = {left + layout.gap * item.at.x(), area.top() + layout.level * item.at.y()};
    return layout;
}

} // namespace kamke::ui
