// Settings that are worth starting from.
#pragma once

#include "ui/state/train_settings.h"

#include <QString>
#include <vector>

namespace kamke::ui {

struct TrainPreset {
    QString id, name;
    QString summary; ///< what it sets, short
    QString meaning; ///< what it is good for, source
    QString term;    ///< of the glossary
    /// Sets model, loss and steps; data, seed and threads stay.
    void (*apply)(TrainSettings&);
};
const std::vector<TrainPreset>& trainPresets();

/// `settings` with the preset's.
TrainSettings withPreset(const TrainSettings& settings, const TrainPreset& preset);

} // namespace kamke::ui
