// How the chosen norm and its measure are written.
#pragma once

#include "models/contraction_state.h"

namespace kamke::ui {

/// What the measure of the chosen norm is called: μ₁, μ₂, μ∞ or μη.
QString measureSymbol(const ContractionState& state);
/// ‖inside‖ with the mark of the chosen norm.
QString normSymbol(const ContractionState& state, const QString& inside);

} // namespace kamke::ui
