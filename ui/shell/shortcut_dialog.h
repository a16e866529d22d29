// The sheet of all shortcuts.
#pragma once

class QString;
class QWidget;

namespace kamke::ui {

/// Opens a window with this page of HTML beside `parent`; it stays open while one works.
void showShortcuts(QWidget* parent, const QString& html);

} // namespace kamke::ui
