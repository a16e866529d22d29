#include "digits/digit_views.h"

namespace kamke::ui {

DigitInspector::DigitInspector(ExplorerStore*, DigitRunner*, QWidget* parent)
    : QWidget(parent) {}

} // namespace kamke::ui
