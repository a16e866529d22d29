// The sample of a method's line that tables and legends show.
#pragma once

#include "ui/style/theme.h"

#include <QPixmap>

namespace kamke::ui {

/// The method's line (or its filled area) in the theme, `size` logical pixels large, sharp at `ratio` device
/// pixels each.
QPixmap methodSwatch(const Method& method, const Theme& theme, QSize size, qreal ratio);

/// A line of this pen, as legends show certificates.
QPixmap lineSwatch(const QPen& pen, QSize size, qreal ratio);

} // namespace kamke::ui
