// How the chosen norm and its measure are written.
#pragma once

#include "ui/formula/math_text.h"
#include "ui/state/contraction_state.h"

namespace kamke::ui {

/// What the measure of the chosen norm is called, for mathPath() and mathHtml(): μ_1, μ_2, μ_∞ or μ_η.
QString measureSymbol(const ContractionState& state);
/// ‖inside‖ with the mark of the chosen norm.
QString normSymbol(const ContractionState& state, const QString& inside);

} // namespace kamke::ui
