// Experiments of the papers that one click runs.
#pragma once

#include "models/sweep_state.h"

#include <span>

namespace kamke::ui {

struct SweepPreset {
    const char* id;   ///< of widgets: figure3
    const char* term; ///< of the glossary: what the figure is about
    QString (*title)();
    QString (*explanation)(); ///< one sentence or two, for a tooltip
    /// Sets what is swept; how it is looked at stays, but the tab that shows the figure.
    void (*apply)(SweepState&);
};

std::span<const SweepPreset> sweepPresets();
const SweepPreset* findSweepPreset(const QString& id);

/// The official test set of MNIST where the user has opened it before, else empty: the bundled digits.
QString presetDataset();

} // namespace kamke::ui
