// Unit balls of norms on the plane, as polygons.
#pragma once

#include "core/model/norm.h"

#include <QPolygonF>

namespace kamke::ui {

/// Corners of {‖x‖ ≤ 1} in order; of a fine polygon for the Euclidean norm.
QPolygonF unitBall(const Norm& norm);
/// The image of a polygon under a 2×2 matrix.
QPolygonF image(const Matrix& map, const QPolygonF& polygon);

} // namespace kamke::ui
