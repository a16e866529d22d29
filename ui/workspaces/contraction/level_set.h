// Where a function of two variables is below a level, as closed loops.
#pragma once

#include <QPolygonF>
#include <QRectF>
#include <functional>
#include <vector>

namespace kamke::ui {

/// The boundary of {f < level} within `area` (marching squares, linear between the points of a grid of
/// `cells` × `cells`), as closed loops for an odd-even fill. Where the set goes on beyond `area`, the loop
/// runs one cell outside of it.
std::vector<QPolygonF>
levelLoops(const std::function<double(double x, double y)>& f, double level, const QRectF& area, int cells);

} // namespace kamke::ui
