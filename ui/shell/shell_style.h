// The style sheet of the window's frame: tool line, badge, banner, gallery.
#pragma once

#include "plot/theme.h"

namespace kamke::ui {

/// Made from the theme's colours; goes on top of the application's style sheet.
QString shellStyleSheet(const Theme& theme);

} // namespace kamke::ui
