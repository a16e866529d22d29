// The example of an embedded iteration that loses its order.
#pragma once

#include "ui/state/explorer_state.h"

namespace kamke::ui {

/// The state in which the averaged embedded iteration with some α > α* loses x̲ ≤ x̄: with the network of
/// `state` where it does for some α, else with a 2-D network whose self-loops are strong. `lostAt` is the
/// iteration at which it is lost.
struct OrderPreset {
    ExplorerState state;
    int lostAt = 0;
};
OrderPreset withOrderLost(const ExplorerState& state);

} // namespace kamke::ui
