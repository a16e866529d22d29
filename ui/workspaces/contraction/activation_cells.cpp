#include "ui/workspaces/contraction/activation_cells.h"

#include "ui/text/number_text.h"

#include <qcustomplot.h>

#include <QImage>
#include <cmath>
#include <cstddef>

namespace kamke::ui {

namespace {

constexpr int shadeStep = 4; ///< pixels of one sample of a smooth shade

/// The part of a convex polygon where f ≥ 0, f affine.
template<class F>
QPolygonF cut(const QPolygonF& polygon, F f) {
    QPolygonF kept;
    for (qsizetype k = 0; k < polygon.size(); ++k) {
        const QPointF &from = polygon[k], &to = polygon[(k + 1) % polygon.size()];
        const double a = f(from), b = f(to);
        if (a >= 0)
            kept << from;
        if ((a < 0) != (b < 0))
            kept << from + a / (a - b) * (to - from);
    }
    return kept;
}

double inputOf(const FixedPointProblem& problem, Index unit, const QPointF& x) {
    return problem.A(unit, 0) * x.x() + problem.A(unit, 1) * x.y() + problem.w(unit);
}

QPolygonF piece(const FixedPointProblem& problem, Index unit, const Activation::Piece& p, QPolygonF polygon) {
    if (std::isfinite(p.from))
        polygon = cut(polygon, [&](const QPointF& x) { return inputOf(problem, unit, x) - p.from; });
    if (std::isfinite(p.to))
        polygon = cut(polygon, [&](const QPointF& x) { return p.to - inputOf(problem, unit, x); });
    return polygon;
}

void drawShade(
    PlotPainter& drawing, const FixedPointProblem& problem, const QRectF& view, const Theme& theme) {
    const QRectF area = drawing.area();
    const int columns = std::max(1, static_cast<int>(area.width()) / shadeStep),
              rows = std::max(1, static_cast<int>(area.height()) / shadeStep);
    QImage image(columns, rows, QImage::Format_RGB32);
    for (int j = 0; j < rows; ++j)
        for (int i = 0; i < columns; ++i) {
            const QPointF x(
                view.left() + (i + 0.5) / columns * view.width(),
                view.bottom() - (j + 0.5) / rows * view.height());
            image.setPixelColor(i, j, cellColour(theme, slopesAt(problem, x)));
        }
    drawing.painter().setRenderHint(QPainter::SmoothPixmapTransform, true);
    drawing.painter().drawImage(area, image);
}

} // namespace

std::vector<ActivationCell> activationCells(const FixedPointProblem& problem, const QRectF& view) {
    const QPolygonF all{view.topLeft(), view.topRight(), view.bottomRight(), view.bottomLeft()};
    std::vector<ActivationCell> cells;
    for (const Activation::Piece& first : problem.activation.pieces()) {
        const QPolygonF strip = piece(problem, 0, first, all);
        for (const Activation::Piece& second : problem.activation.pieces())
            if (QPolygonF cell = piece(problem, 1, second, strip); cell.size() > 2)
                cells.push_back({std::move(cell), {first.slope, second.slope}});
    }
    return cells;
}

std::array<double, 2> slopesAt(const FixedPointProblem& problem, const QPointF& x) {
    return {
        problem.activation.derivative(inputOf(problem, 0, x)),
        problem.activation.derivative(inputOf(problem, 1, x))};
}

QColor cellColour(const Theme& theme, const std::array<double, 2>& slopes) {
    const QColor grounds[] = {theme.plotGround, theme.accentSoft, theme.warningSoft, theme.goodSoft};
    const double weights[] = {
        (1 - slopes[0]) * (1 - slopes[1]), slopes[0] * (1 - slopes[1]), (1 - slopes[0]) * slopes[1],
        slopes[0] * slopes[1]};
    double red = 0, green = 0, blue = 0;
    for (std::size_t k = 0; k < std::size(grounds); ++k) {
        red += weights[k] * grounds[k].red();
        green += weights[k] * grounds[k].green();
        blue += weights[k] * grounds[k].blue();
    }
    return {static_cast<int>(red), static_cast<int>(green), static_cast<int>(blue)};
}

void drawCells(
    PlotPainter& drawing, const FixedPointProblem& problem, const QRectF& view, const Theme& theme) {
    QCPPainter& painter = drawing.painter();
    if (!problem.activation.isPiecewiseLinear()) {
        drawShade(drawing, problem, view, theme);
        return;
    }
    const auto cells = activationCells(problem, view);
    painter.setPen(QPen(theme.axis, 1));
    for (const ActivationCell& cell : cells) {
        painter.setBrush(cellColour(theme, cell.slopes));
        drawing.polygon(cell.polygon);
    }
    painter.setPen(theme.faintText);
    for (const ActivationCell& cell : cells) {
        QPointF centre;
        for (const QPointF& corner : cell.polygon)
            centre += corner / static_cast<double>(cell.polygon.size());
        const QRectF bounds = cell.polygon.boundingRect();
        const QString slopes =
            QStringLiteral("φ′ = %1, %2").arg(formatNumber(cell.slopes[0]), formatNumber(cell.slopes[1]));
        const QFontMetricsF metrics(painter.font());
        if (bounds.width() / view.width() * drawing.area().width() >
                1.5 * metrics.horizontalAdvance(slopes) &&
            bounds.height() / view.height() * drawing.area().height() > 2 * metrics.height())
            drawing.plainWords(
                centre, {-metrics.horizontalAdvance(slopes) / 2, metrics.height() / 2}, slopes);
    }
}

} // namespace kamke::ui
