// What the keyboard and the menus do with input boxes: each makes the next state from the present one.
#pragma once

#include "ui/state/explorer_state.h"

namespace kamke::ui {

/// Adds a box of the size of the selected one (or of a quarter of the domain) and selects it.
ExplorerState withNewBox(const ExplorerState& state);
/// Copies the selected box a little up and to the right, and selects the copy. Needs a selected box.
ExplorerState withDuplicatedBox(const ExplorerState& state);
/// Removes a box; where it was the selected one, its neighbour is selected.
ExplorerState withoutBox(const ExplorerState& state, int box);
/// Removes the selected box and selects its neighbour. Needs a selected box.
ExplorerState withoutSelectedBox(const ExplorerState& state);
/// Selects the box `step` places further on, around the end.
ExplorerState withNextBoxSelected(const ExplorerState& state, int step);

} // namespace kamke::ui
