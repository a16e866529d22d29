// Which of the two themes the window has.
#pragma once

namespace kamke::ui {

enum class ThemeChoice { System, Light, Dark };

} // namespace kamke::ui
