// Networks of two units that are worth looking at: the figures' own.
#pragma once

#include "ui/state/contraction_state.h"

#include <span>

namespace kamke::ui {

struct PlanarPreset {
    const char* id;
    const char* title;  ///< translatable
    const char* lesson; ///< what it shows, one translatable sentence
    PlanarWeights weights;
    QPointF first, second; ///< initial points that show it
};
/// paper, picard-diverges, euclidean, weights.
std::span<const PlanarPreset> planarPresets();

} // namespace kamke::ui
