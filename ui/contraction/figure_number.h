// One number that a figure reads off.
#pragma once

#include <QString>

namespace kamke::ui {

struct FigureNumber {
    QString name; ///< with its unit
    double value = 0;
    QString term = {}; ///< of the glossary, may be empty

    bool operator==(const FigureNumber&) const = default;
};

} // namespace kamke::ui
