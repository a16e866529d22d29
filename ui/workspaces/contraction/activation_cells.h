// Where which unit is on which linear piece: the cells of a 2-D system.
#pragma once

#include "core/solve/fixed_point_problem.h"
#include "ui/plot/plot_painter.h"
#include "ui/style/theme.h"

#include <QColor>
#include <array>
#include <vector>

namespace kamke::ui {

/// The part of a cell that is in view, and the slopes of φ there.
struct ActivationCell {
    QPolygonF polygon;
    std::array<double, 2> slopes;
};
/// The cells of a piecewise-linear φ that meet `view`; empty for smooth ones.
std::vector<ActivationCell> activationCells(const FixedPointProblem& problem, const QRectF& view);
/// The slopes φ'(Ax + w).
std::array<double, 2> slopesAt(const FixedPointProblem& problem, const QPointF& x);
/// The ground of a cell: unit 1 alone, unit 2 alone, both, none; in between for slopes in between.
QColor cellColour(const Theme& theme, const std::array<double, 2>& slopes);

/// Fills the view: cells with their slopes written into them, or the shade of the slopes of a smooth φ.
void drawCells(
    PlotPainter& drawing, const FixedPointProblem& problem, const QRectF& view, const Theme& theme);

} // namespace kamke::ui
