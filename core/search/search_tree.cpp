#include "core/search/search_tree.h"

#include <algorithm>

namespace kamke {

std::vector<SignSplit> SearchTree::path(Index place) const {
    std::vector<SignSplit> signs;
    for (Index parent = at(place).parent; parent >= 0; place = parent, parent = at(place).parent)
        signs.push_back({at(parent).split, at(parent).active == place});
    std::reverse(signs.begin(), signs.end());
    return signs;
}

SearchTree SearchTree::outline(const std::vector<Index>& units, Index most) const {
    const Index count = std::min(size(), most);
    SearchTree drawn;
    drawn.nodes.reserve(static_cast<std::size_t>(count));
    for (Index place = 0; place < count; ++place) {
        const Node& from = at(place);
        Node& to = drawn.nodes.emplace_back();
        to.parent = from.parent;
        to.state = from.state;
        to.bound = from.bound;
        if (from.split >= 0)
            to.split = units[static_cast<std::size_t>(from.split)];
        if (std::max(from.active, from.inactive) < count) {
            to.active = from.active;
            to.inactive = from.inactive;
        }
    }
    // Of two sides one may be the last that is drawn.
    if (count > 0 && drawn.at(count - 1).parent >= 0 &&
        drawn.at(drawn.at(count - 1).parent).active != count - 1 &&
        drawn.at(drawn.at(count - 1).parent).inactive != count - 1)
        drawn.nodes.pop_back();
    return drawn;
}

} // namespace kamke
