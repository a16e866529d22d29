// Brackets of any height, drawn and not taken from a font.
#pragma once

#include "ui/formula/box.h"

namespace kamke::ui::formula {

/// The delimiter `code` around something that reaches `ascent` above and `descent` below the baseline at type
/// size `size`; symmetric about the axis. Small ones are the font's own.
Box delimiter(char32_t code, double ascent, double descent, double size);
/// A radical sign that stands `height` high on y = 0; the bar over the radicand is not part of it.
QPainterPath radicalSign(double height, double thickness, double* width);

} // namespace kamke::ui::formula
