// The font of windows, figures and the handout.
#pragma once

namespace kamke::ui {

/// Gives it to the application; the first call counts.
void useApplicationFont();

} // namespace kamke::ui
