// One number that a figure reads off.
#pragma once

#include <QString>

namespace kamke::ui {

struct FigureNumber {
    QString name; ///< with its unit
    double value = 0;
    QString term = {}; ///< of the glossary, may be empty
    /// Of what the value was computed from: what is rounding noise beside it is shown as 0 (default:
    /// nothing).
    double size = 0;

    bool operator==(const FigureNumber&) const = default;
};

} // namespace kamke::ui
