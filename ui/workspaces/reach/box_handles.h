// Where a box can be grabbed.
#pragma once

#include <QCursor>
#include <QFlags>
#include <QPolygonF>
#include <QRectF>
#include <vector>

namespace kamke::ui {

/// Sides in the sense of the plot: Top is the larger vertical coordinate.
enum class Side { Left = 1, Right = 2, Bottom = 4, Top = 8 };
Q_DECLARE_FLAGS(Sides, Side)
Q_DECLARE_OPERATORS_FOR_FLAGS(Sides)

/// What lies under the pointer.
struct BoxHit {
    int box = -1; ///< −1: empty space
    Sides sides;  ///< grabbed sides of the selected box; none: its inside
};

/// Centres of the handles of a rectangle, in its own coordinates: eight, or two on a number line.
QPolygonF handlePositions(const QRectF& rectangle, bool line);

/// `boxes` in pixels (y downwards), `selected` an index or −1. Handles belong to the selected box, reach 8 px
/// and give way inside a box that is too small to be grabbed otherwise; else the smallest box under the
/// pointer counts.
BoxHit boxAt(const std::vector<QRectF>& boxes, int selected, const QPointF& pixel, bool line);

Qt::CursorShape cursorFor(Sides sides);

} // namespace kamke::ui
