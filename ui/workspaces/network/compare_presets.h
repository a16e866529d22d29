// Comparisons of the papers that one click sets up.
#pragma once

#include "ui/state/compare_state.h"

#include <span>

namespace kamke::ui {

struct ComparePreset {
    const char* id; ///< of widgets: ibp-mondeq-figure2
    QString (*title)();
    QString (*explanation)(); ///< one sentence or two, for a tooltip
    /// Sets the networks and the tab that shows the figure; ε and samples stay.
    void (*apply)(CompareState&);
};

std::span<const ComparePreset> comparePresets();

} // namespace kamke::ui
