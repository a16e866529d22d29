// What the desktop says about light and dark.
#pragma once

namespace kamke::ui {

/// Whether the desktop is dark: Qt 6.4 has no question for it, so the answer comes from the GTK_THEME
/// variable, the palette that the desktop gave to the application, and the settings files of GTK and KDE. It
/// is looked up once, before the application replaces its palette.
bool desktopIsDark();

} // namespace kamke::ui
