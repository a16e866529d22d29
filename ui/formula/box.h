// A laid-out piece of a formula. All lengths in em of the whole formula, y downwards.
#pragma once

#include <QPainterPath>
#include <QPointF>
#include <QRectF>
#include <vector>

namespace kamke::ui::formula {

/// What a box is of the box that holds it.
enum class Role {
    Row,
    Symbol,
    Word,
    Base,
    Subscript,
    Superscript,
    Above, ///< limits
    Below,
    Numerator,
    Denominator,
    FractionBar,
    Radicand,
    RadicalSign,
    Accent,
    Delimiter,
    Cell,
    Space
};

struct Box {
    Role role = Role::Row;
    QPointF at;                                ///< its origin, the left end of its baseline, in its holder
    double width = 0, ascent = 0, descent = 0; ///< room that it takes, above and below its baseline
    double size = 1;                           ///< of its type: 1, smaller in scripts
    double slant = 0;                          ///< how far its ink leans out to the right
    QPainterPath ink;                          ///< its own, without that of its children
    std::vector<Box> children;

    double height() const { return ascent + descent; }
    /// The room that it takes, in its holder's coordinates.
    QRectF frame() const { return {at.x(), at.y() - ascent, width, height()}; }
    /// Puts a box inside.
    Box& add(Box child, Role as, double x, double y) {
        child.role = as;
        child.at = {x, y};
        return children.emplace_back(std::move(child));
    }
};

} // namespace kamke::ui::formula
