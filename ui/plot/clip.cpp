#include "ui/plot/clip.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kamke::ui {

std::optional<QLineF> clipLine(const QLineF& line, const QRectF& area) {
    // Liang and Barsky: the part t in [from, to] that lies on the inner side of all four sides.
    double from = 0, to = 1;
    const double dx = line.dx(), dy = line.dy();
    const std::array<std::pair<double, double>, 4> sides{
        {{-dx, line.x1() - area.left()},
         {dx, area.right() - line.x1()},
         {-dy, line.y1() - area.top()},
         {dy, area.bottom() - line.y1()}}};
    for (const auto& [p, q] : sides) {
        if (p == 0) {
            if (q < 0) {
                return std::nullopt;
            }
        } else if (p < 0) {
            from = std::max(from, q / p);
        } else {
            to = std::min(to, q / p);
        }
    }
    if (!(from <= to)) {
        return std::nullopt;
    }
    return QLineF(line.pointAt(from), line.pointAt(to));
}

std::vector<QPolygonF> clipPolyline(const QPolygonF& points, const QRectF& area) {
    std::vector<QPolygonF> parts;
    bool goesOn = false;
    for (qsizetype k = 0; k + 1 < points.size(); ++k) {
        const QPointF &a = points[k], &b = points[k + 1];
        const bool finite = std::isfinite(a.x() + a.y() + b.x() + b.y());
        const auto part = finite ? clipLine({a, b}, area) : std::nullopt;
        if (!part) {
            goesOn = false;
            continue;
        }
        if (!goesOn || parts.back().back() != part->p1())
            parts.push_back({part->p1()});
        parts.back() << part->p2();
        goesOn = true;
    }
    return parts;
}

namespace {

/// Keeps the side of `at` on which sign·coordinate ≤ sign·at.
template<class Coordinate>
QPolygonF cut(const QPolygonF& polygon, double at, double sign, Coordinate coordinate) {
    QPolygonF result;
    result.reserve(polygon.size() + 2);
    for (qsizetype k = 0; k < polygon.size(); ++k) {
        const QPointF a = polygon[k], b = polygon[(k + 1) % polygon.size()];
        const double da = sign * (coordinate(a) - at), db = sign * (coordinate(b) - at);
        if (da <= 0) {
            result << a;
        }
        if ((da < 0 && db > 0) || (da > 0 && db < 0)) {
            result << a + (b - a) * (da / (da - db));
        }
    }
    return result;
}

} // namespace

QPolygonF clipPolygon(const QPolygonF& polygon, const QRectF& area) {
    if (polygon.isEmpty() || area.contains(polygon.boundingRect())) {
        return polygon;
    }
    const auto x = [](const QPointF& p) { return p.x(); };
    const auto y = [](const QPointF& p) { return p.y(); };
    QPolygonF result = cut(polygon, area.right(), 1, x);
    result = cut(result, area.left(), -1, x);
    result = cut(result, area.bottom(), 1, y);
    return cut(result, area.top(), -1, y);
}

QRectF nearArea(const QRectF& rectangle, const QRectF& area) {
    constexpr double reach = 100;
    const double left = std::clamp(rectangle.left(), area.left() - reach, area.right() + reach);
    const double right = std::clamp(rectangle.right(), area.left() - reach, area.right() + reach);
    const double top = std::clamp(rectangle.top(), area.top() - reach, area.bottom() + reach);
    const double bottom = std::clamp(rectangle.bottom(), area.top() - reach, area.bottom() + reach);
    return {QPointF(left, top), QPointF(right, bottom)};
}

} // namespace kamke::ui
