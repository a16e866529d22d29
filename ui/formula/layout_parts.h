// What the parts of the layout share.
#pragma once

#include "ui/formula/box.h"
#include "ui/formula/math_font.h"
#include "ui/formula/node.h"

#include <algorithm>
#include <array>

namespace kamke::ui::formula {

/// TeX's styles: displayed, in text, script, script of a script.
struct Style {
    int level = 1;

    double size() const {
        constexpr std::array sizes{1.0, 1.0, 0.73, 0.58};
        return sizes[static_cast<std::size_t>(level)];
    }
    bool isDisplay() const { return level == 0; }
    bool isScript() const { return level >= 2; }
    Style script() const { return {std::max(2, std::min(3, level + 1))}; }
    /// Of numerators and denominators.
    Style fraction() const { return {std::min(3, level + 1)}; }
    Style text() const { return {std::max(1, level)}; }
};

constexpr double rule = 0.045; ///< thickness of fraction bars and of lines over and under, in em

Box layOutNode(const Node& node, Style style);     // layout.cpp
Box layOutScripts(const Node& node, Style style);  // layout_scripts.cpp
Box layOutFraction(const Node& node, Style style); // layout_constructs.cpp
Box layOutRadical(const Node& node, Style style);
Box layOutAccent(const Node& node, Style style);
Box layOutDelimited(const Node& node, Style style);
Box layOutMatrix(const Node& node, Style style);
/// Whether scripts sit at a symbol's own heights and not at the corners of a box.
bool isSymbol(const Node& node);

} // namespace kamke::ui::formula
