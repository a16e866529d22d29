#include "ui/state/box_edits.h"

namespace kamke::ui {

namespace {

/// Moves a box along the axes of the input plane by `part` of its width (of 1 where it has none).
void shift(Box& box, const ExplorerState& state, double part) {
    for (const int axis : {state.inputX, state.inputY})
        if (axis >= 0) {
            const double width = box.width()(axis), step = part * (width > 0 ? width : 1);
            box.lower(axis) += step;
            box.upper(axis) += step;
        }
}

ExplorerState withBox(ExplorerState state, const Box& box) {
    state.boxes.push_back({state.nextLetter(), box});
    state.selectedBox = static_cast<int>(state.boxes.size()) - 1;
    return state;
}

} // namespace

ExplorerState withNewBox(const ExplorerState& state) {
    Box box = stateForNetwork(state.network, {}).boxes.front().box;
    if (const InputBox* selected = state.selected()) {
        box = selected->box;
        shift(box, state, 1.25);
    }
    return withBox(state, box);
}

ExplorerState withDuplicatedBox(const ExplorerState& state) {
    Box box = state.selected()->box;
    shift(box, state, 0.25);
    return withBox(state, box);
}

ExplorerState withoutBox(const ExplorerState& state, int box) {
    ExplorerState next = state;
    next.boxes.erase(next.boxes.begin() + box);
    if (box < next.selectedBox)
        --next.selectedBox;
    next.selectedBox = std::min(next.selectedBox, static_cast<int>(next.boxes.size()) - 1);
    return next;
}

ExplorerState withoutSelectedBox(const ExplorerState& state) {
    return withoutBox(state, state.selectedBox);
}

ExplorerState withNextBoxSelected(const ExplorerState& state, int step) {
    ExplorerState next = state;
    const int count = static_cast<int>(next.boxes.size());
    if (count > 0)
        next.selectedBox = ((next.selectedBox < 0 && step < 0 ? 0 : next.selectedBox) + step + count) % count;
    return next;
}

} // namespace kamke::ui
