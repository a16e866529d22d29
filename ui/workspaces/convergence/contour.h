// Level sets of a function on a grid.
#pragma once

#include "core/model/types.h"

#include <QLineF>
#include <QList>

namespace kamke::ui {

/// The set where the bilinear interpolation of `values` is `level`, as segments in grid coordinates: x is the
/// column and y the row (marching squares).
QList<QLineF> contour(const Matrix& values, double level);

} // namespace kamke::ui
