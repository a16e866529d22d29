#include "ui/workspaces/contraction/planar_field.h"

#include "core/solve/flow.h"
#include "core/solve/iterations.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {

constexpr int spacing = 34; ///< of arrows, logical pixels
constexpr int cell = 5;     ///< of the grid that nullclines are found on, logical pixels
constexpr double longestFlow = 200;

/// x_i ↦ −x_i + φ(a_i·x + w_i) without allocating: grids ask for it thousands of times.
double speedOf(const FixedPointProblem& problem, int unit, double x, double y) {
    const double own = unit == 0 ? x : y;
    return -own + problem.activation(problem.A(unit, 0) * x + problem.A(unit, 1) * y + problem.w(unit));
}

void drawNullcline(
    PlotPainter& drawing, const FixedPointProblem& problem, int unit, const QRectF& view,
    const Theme& theme) {
    QCPPainter& painter = drawing.painter();
    const QRectF area = drawing.area();
    const int across = static_cast<int>(area.width()) / cell, down = static_cast<int>(area.height()) / cell;
    QVector<QLineF> pixels;
    QPointF end; // where its name goes: the right end of the first, the top of the second
    for (const QLineF& line : nullcline(problem, unit, view, across, down)) {
        const QPointF at = line.p1();
        if (pixels.isEmpty() || (unit == 0 ? at.x() > end.x() : at.y() > end.y()))
            end = at;
        pixels << QLineF(drawing.pixel(line.p1()), drawing.pixel(line.p2()));
    }
    if (pixels.isEmpty())
        return;
    const QPointF name = end;
    if (unit == 1)
        // Every other cell of a chessboard: dashes, the second cue beside the colour.
        pixels.erase(
            std::remove_if(
                pixels.begin(), pixels.end(),
                [&](const QLineF& line) {
                    const QPointF middle = line.center();
                    return (static_cast<int>(middle.x() / (2 * cell)) +
                            static_cast<int>(middle.y() / (2 * cell))) %
                               2 !=
                           0;
                }),
            pixels.end());
    painter.setPen(theme.nullclinePen(unit));
    painter.drawLines(pixels);
    painter.setPen(withContrast(theme.nullclinePen(unit).color(), theme.plotGround));
    drawing.plainWords(name, {-46, -4}, unit == 0 ? QStringLiteral("ẋ₁ = 0") : QStringLiteral("ẋ₂ = 0"));
}

} // namespace

QPointF velocity(const FixedPointProblem& problem, const QPointF& x) {
    return {speedOf(problem, 0, x.x(), x.y()), speedOf(problem, 1, x.x(), x.y())};
}

std::vector<QLineF>
nullcline(const FixedPointProblem& problem, int unit, const QRectF& view, int columns, int rows) {
    const double dx = view.width() / columns, dy = view.height() / rows;
    std::vector<double> below(static_cast<std::size_t>(columns) + 1), above(below.size());
    const auto fill = [&](std::vector<double>& row, int j) {
        for (int i = 0; i <= columns; ++i)
            row[static_cast<std::size_t>(i)] =
                speedOf(problem, unit, view.left() + i * dx, view.top() + j * dy);
    };
    fill(below, 0);
    std::vector<QLineF> lines;
    for (int j = 0; j < rows; ++j, below.swap(above)) {
        fill(above, j + 1);
        for (int i = 0; i < columns; ++i) {
            const auto k = static_cast<std::size_t>(i);
            const double v[4] = {below[k], below[k + 1], above[k + 1], above[k]};
            const double x0 = view.left() + i * dx, y0 = view.top() + j * dy;
            const QPointF corners[4] = {{x0, y0}, {x0 + dx, y0}, {x0 + dx, y0 + dy}, {x0, y0 + dy}};
            QPointF crossings[4];
            int count = 0;
            for (int side = 0; side < 4; ++side) {
                const double from = v[side], to = v[(side + 1) % 4];
                if ((from < 0) != (to < 0))
                    crossings[count++] =
                        corners[side] + from / (from - to) * (corners[(side + 1) % 4] - corners[side]);
            }
            for (int pair = 0; pair + 1 < count; pair += 2)
                lines.emplace_back(crossings[pair], crossings[pair + 1]);
        }
    }
    return lines;
}

std::optional<Vector> equilibriumOf(const FixedPointProblem& problem) {
    const FixedPointIteration* average = findIteration("average");
    RunOptions options;
    options.tolerance = 1e-14;
    const Vector start = Vector::Zero(problem.size());
    const IterationRun result = run(*average, problem, average->defaultAlpha(problem), start, options);
    const auto isFixed = [&](const Vector& x) {
        return x.allFinite() && problem.residual(x) <= 1e-12 * x.cwiseAbs().maxCoeff();
    };
    if (isFixed(result.last()))
        return result.last();
    const Trajectory flow = integrate(problem, start, longestFlow, 1e-10);
    if (isFixed(flow.states().back()))
        return flow.states().back();
    return {};
}

void drawField(
    PlotPainter& drawing, const FixedPointProblem& problem, const QRectF& view, const Theme& theme) {
    QCPPainter& painter = drawing.painter();
    const QRectF area = drawing.area();
    const double perX = view.width() / area.width(), perY = view.height() / area.height();
    painter.setPen(QPen(theme.axis, 1.1));
    const double typical = 0.25 * std::hypot(view.width(), view.height());
    QVector<QLineF> arrows;
    for (double py = area.top() + spacing / 2.0; py < area.bottom(); py += spacing)
        for (double px = area.left() + spacing / 2.0; px < area.right(); px += spacing) {
            const QPointF at(
                view.left() + (px - area.left()) * perX, view.bottom() - (py - area.top()) * perY);
            const QPointF v = velocity(problem, at);
            const double size = std::hypot(v.x(), v.y());
            const QPointF pixels(v.x() / perX, -v.y() / perY);
            const double length = std::hypot(pixels.x(), pixels.y());
            if (!(length > 0) || !std::isfinite(length))
                continue;
            // Slow arrows are shorter, but never so short that their direction is lost.
            const QPointF half = pixels / length * 0.36 * spacing * (0.3 + 0.7 * size / (size + typical) * 2);
            const QPointF tip = QPointF(px, py) + half, side(-half.y(), half.x());
            arrows << QLineF(QPointF(px, py) - half, tip) << QLineF(tip, tip - 0.5 * half + 0.3 * side)
                   << QLineF(tip, tip - 0.5 * half - 0.3 * side);
        }
    painter.setClipRect(area);
    painter.drawLines(arrows);
    painter.setClipping(false);

    for (const int unit : {0, 1})
        drawNullcline(drawing, problem, unit, view, theme);
}

void drawEquilibrium(PlotPainter& drawing, const Vector& x, const Theme& theme) {
    QCPPainter& painter = drawing.painter();
    painter.setPen(QPen(theme.text, 2));
    painter.setBrush(theme.plotGround);
    drawing.disc(toPoint(x), 5);
    painter.setPen(theme.text);
    drawing.plainWords(toPoint(x), {9, 18}, QStringLiteral("x*"));
}

} // namespace kamke::ui
