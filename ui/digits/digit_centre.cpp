#include "digits/digit_views.h"

namespace kamke::ui {

DigitCentre::DigitCentre(ExplorerStore*, DigitRunner*, QWidget* parent)
    : QWidget(parent) {}

} // namespace kamke::ui
