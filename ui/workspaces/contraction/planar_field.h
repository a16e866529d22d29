// The vector field ẋ = −x + Φ(Ax + w) of two units: arrows, nullclines and equilibrium.
#pragma once

#include "core/solve/fixed_point_problem.h"
#include "ui/plot/plot_painter.h"
#include "ui/style/theme.h"

#include <QLineF>
#include <optional>
#include <vector>

namespace kamke::ui {

/// ẋ at a point.
QPointF velocity(const FixedPointProblem& problem, const QPointF& x);
/// Where ẋ_unit = 0 in `view`, as short lines: linear interpolation on a grid of `columns`×`rows` cells.
std::vector<QLineF>
nullcline(const FixedPointProblem& problem, int unit, const QRectF& view, int columns, int rows);
/// The fixed point that the average iteration (else the flow) finds, to about 1e-14; nothing when both fail.
std::optional<Vector> equilibriumOf(const FixedPointProblem& problem);

/// Arrows of the field on a grid of pixels, and both nullclines with their names.
void drawField(
    PlotPainter& drawing, const FixedPointProblem& problem, const QRectF& view, const Theme& theme);
/// The fixed point: a ring with its name.
void drawEquilibrium(PlotPainter& drawing, const Vector& x, const Theme& theme);

inline QPointF toPoint(const Vector& x) {
    return {x(0), x(1)};
}
inline Vector toVector(const QPointF& point) {
    return Vector{{point.x(), point.y()}};
}

} // namespace kamke::ui
