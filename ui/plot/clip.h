// Clipping of geometry to a rectangle: SVG files of Qt 6.4 know no clip path, and painters are slow far
// outside.
#pragma once

#include <QLineF>
#include <QPolygonF>
#include <QRectF>
#include <optional>
#include <vector>

namespace kamke::ui {

/// The part of a segment inside `area`, or nothing.
std::optional<QLineF> clipLine(const QLineF& line, const QRectF& area);
/// The parts of a polyline inside `area`. It breaks where a coordinate is not finite.
std::vector<QPolygonF> clipPolyline(const QPolygonF& points, const QRectF& area);
/// A polygon cut at the sides of `area` (Sutherland-Hodgman); empty when they do not meet. Fills only: the
/// cut runs along the sides.
QPolygonF clipPolygon(const QPolygonF& polygon, const QRectF& area);
/// `rectangle` limited to a finite neighbourhood of `area`, so that painters need not dash kilometres of
/// lines; sides inside `area` stay where they are.
QRectF nearArea(const QRectF& rectangle, const QRectF& area);

} // namespace kamke::ui
