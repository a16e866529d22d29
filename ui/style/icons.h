// The window's icons in the colour of the theme.
#pragma once

#include <QIcon>
#include <QString>

namespace kamke::ui {

/// The icon of this name (resources/icons), drawn in the text colours of the theme that is in force at the
/// time.
QIcon themedIcon(const QString& name);

} // namespace kamke::ui
