#include "ui/workspaces/reach/box_handles.h"

#include <algorithm>
#include <cmath>

namespace kamke::ui {
namespace {

constexpr double reach = 8; // px

/// −1, 0 or 1: the pointer grabs the lower side, none or the upper side of the interval [from, to]. Inside
/// the interval the sides reach no further than a quarter of it, so that its middle always moves the box.
int grabbed(double from, double to, double at) {
    const double within = std::min(reach, (to - from) / 4);
    const double toLower = at - from, toUpper = at - to;
    const bool lower = toLower >= -reach && toLower <= within;
    const bool upper = toUpper <= reach && toUpper >= -within;
    if (lower && upper) {
        return std::abs(toLower) <= std::abs(toUpper) ? -1 : 1;
    }
    return lower ? -1 : upper ? 1 : 0;
}

Sides sidesAt(const QRectF& r, const QPointF& p, bool line) {
    const bool besideX = p.x() < r.left() - reach || p.x() > r.right() + reach;
    const bool besideY = p.y() < r.top() - reach || p.y() > r.bottom() + reach;
    if (besideX || besideY) {
        return {};
    }
    Sides sides;
    const int x = grabbed(r.left(), r.right(), p.x());
    sides.setFlag(Side::Left, x < 0);
    sides.setFlag(Side::Right, x > 0);
    if (!line) {
        const int y = grabbed(r.top(), r.bottom(), p.y());
        sides.setFlag(Side::Top, y < 0);
        sides.setFlag(Side::Bottom, y > 0);
    }
    return sides;
}

} // namespace

QPolygonF handlePositions(const QRectF& r, bool line) {
    const QPointF c = r.center();
    if (line) {
        return QPolygonF({QPointF(r.left(), c.y()), QPointF(r.right(), c.y())});
    }
    return QPolygonF(
        {r.topLeft(), QPointF(c.x(), r.top()), r.topRight(), QPointF(r.right(), c.y()), r.bottomRight(),
         QPointF(c.x(), r.bottom()), r.bottomLeft(), QPointF(r.left(), c.y())});
}

BoxHit boxAt(const std::vector<QRectF>& boxes, int selected, const QPointF& pixel, bool line) {
    if (selected >= 0) {
        const Sides sides = sidesAt(boxes[static_cast<std::size_t>(selected)], pixel, line);
        if (sides) {
            return {selected, sides};
        }
    }
    BoxHit hit;
    double least = 0;
    for (std::size_t k = 0; k < boxes.size(); ++k) {
        // A box without width can still be hit.
        const QRectF r = boxes[k].adjusted(-3, -3, 3, 3);
        const double size = r.width() * r.height();
        if (r.contains(pixel) && (hit.box < 0 || size <= least)) {
            hit.box = static_cast<int>(k);
            least = size;
        }
    }
    return hit;
}

Qt::CursorShape cursorFor(Sides sides) {
    const bool horizontal = sides.testFlag(Side::Left) || sides.testFlag(Side::Right);
    const bool vertical = sides.testFlag(Side::Top) || sides.testFlag(Side::Bottom);
    if (horizontal && vertical) {
        return sides.testFlag(Side::Left) == sides.testFlag(Side::Top) ? Qt::SizeFDiagCursor
                                                                       : Qt::SizeBDiagCursor;
    }
    return horizontal ? Qt::SizeHorCursor : vertical ? Qt::SizeVerCursor : Qt::ArrowCursor;
}

} // namespace kamke::ui
