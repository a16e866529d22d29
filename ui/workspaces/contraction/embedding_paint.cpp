// How the (x, x̂) planes of the embedding are painted.
#include "core/certify/methods.h"
#include "ui/plot/figure_plot.h"
#include "ui/plot/plot_painter.h"
#include "ui/text/number_text.h"
#include "ui/workspaces/contraction/embedding_figure.h"

#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {

constexpr int fieldSide = 13;

} // namespace

void EmbeddingFigure::paintGround(int unit, QCPPainter& painter) {
    if (unit >= n_ || trajectories_.empty())
        return;
    const FigurePlot& plane = *planes_[static_cast<std::size_t>(unit)];
    PlotPainter paint(painter, plane);
    const Theme& theme = plane.theme();
    const QRectF view = plane.view();
    // Below the diagonal x > x̂, and [x, x̂] is no box.
    const double low = std::min(view.left(), view.top()), high = std::max(view.right(), view.bottom());
    paint.fill({{{low, low}, {high, high}, {high, low}}}, faded(theme.faintText, 0.09));
    paint.line({low, low}, {high, high}, QPen(theme.axis, 1.4));
    const double name = std::min(view.right(), view.bottom()) - 0.06 * view.width();
    paint.words({name, name}, tr("x = x̂"), theme.faintText, {-8, -2});
    paint.words(
        {view.right() - 0.02 * view.width(), view.top() + 0.3 * view.height()}, tr("x > x̂: no box"),
        theme.faintText, {-2, -2});

    // The field, with the other unit where the trajectory of A has it now.
    Vector state = stateAt(trajectories_[0]);
    const double cell = view.width() / fieldSide;
    for (int row = 0; row < fieldSide; ++row)
        for (int column = 0; column < fieldSide; ++column) {
            const QPointF at(
                view.left() + (column + 0.5) * cell, view.top() + (row + 0.5) * view.height() / fieldSide);
            state(unit) = at.x();
            state(n_ + unit) = at.y();
            const Vector slope = embedded_.map(state) - state;
            const QPointF way = inPlane(slope, unit);
            const double size = std::hypot(way.x(), way.y());
            if (size > 1e-9) {
                const double length = 0.62 * cell * size / (size + 0.35);
                paint.arrow(
                    at - 0.5 * length / size * way, at + 0.5 * length / size * way,
                    QPen(faded(theme.faintText, 0.6), 1), 4);
            }
        }
}

void EmbeddingFigure::paintUnit(int unit, QCPPainter& painter) {
    if (unit >= n_ || trajectories_.empty())
        return;
    const FigurePlot& plane = *planes_[static_cast<std::size_t>(unit)];
    PlotPainter paint(painter, plane);
    const Theme& theme = plane.theme();
    const double now = store_->state().contraction.time;
    for (std::size_t k = 0; k < trajectories_.size(); ++k) {
        const Trajectory& trajectory = trajectories_[k];
        const QColor colour = theme.classColour(k == 0 ? 0 : 1);
        // The way to come is thin, the way gone is thick.
        const QPolygonF& path = paths_[static_cast<std::size_t>(unit)][k];
        const int style = static_cast<int>(k);
        paint.curve(path, distinctPen(faded(colour, 0.55), style, 1.4));
        const double until = std::clamp(now, 0.0, trajectory.end());
        const QPointF at = inPlane(trajectory.at(until), unit);
        QPolygonF gone(path.first(std::min(static_cast<qsizetype>(until / timeStep()) + 1, path.size())));
        gone << at;
        paint.curve(gone, distinctPen(colour, style, 2.6));
        paint.dot(at, colour, 5, QPen(theme.plotGround, 1.2));
    }
    paintBox(unit, painter);
}

void EmbeddingFigure::paintBox(int unit, QCPPainter& painter) {
    const FigurePlot& plane = *planes_[static_cast<std::size_t>(unit)];
    PlotPainter paint(painter, plane);
    const Theme& theme = plane.theme();
    const QRectF view = plane.view();
    const double floor = view.top() + 0.012 * view.height();
    // x* for values of w, on the diagonal.
    for (Index k = 0; k < points_.cols(); ++k)
        paint.dot({points_(unit, k), points_(unit, k)}, faded(theme.samples, 0.7), 2.2);
    // The box of A at this moment, read off on the axis by way of the diagonal.
    const auto readOff = [&](const QPointF& p, const QColor& colour, double width, double height) {
        const QPen guide = distinctPen(faded(colour, 0.8), 2, 1.2);
        paint.line(p, {p.x(), floor}, guide);
        paint.line(p, {p.y(), p.y()}, guide);
        paint.line({p.y(), p.y()}, {p.y(), floor}, guide);
        QPen bar(colour, width);
        bar.setCapStyle(Qt::FlatCap);
        paint.line({p.x(), height}, {p.y(), height}, bar);
    };
    const QPointF now = inPlane(stateAt(trajectories_[0]), unit);
    if (now.x() <= now.y())
        readOff(now, theme.classColour(0), 3, floor + 0.022 * view.height());
    if (ibp_.size() > 0) {
        const QPointF box = inPlane(ibp_, unit);
        const Method& method = *findMethod("ibp");
        paint.rectangle(
            QRectF(box - QPointF(0.008, 0.008) * view.width(), QSizeF(0.016, 0.016) * view.width()),
            QPen(theme.method(method), 2), theme.plotGround);
        if (limit_.size() == 0 ||
            std::hypot(box.x() - limit_(unit), box.y() - limit_(n_ + unit)) > 0.03 * view.width())
            paint.words(box, tr("box of IBP"), theme.methodText(method), {-9, -3});
    }
    if (limit_.size() > 0) {
        const QPointF limit = inPlane(limit_, unit);
        const Method& method = *findMethod("mm");
        readOff(limit, theme.method(method), 6, floor);
        paint.dot(limit, theme.method(method), 5.5, QPen(theme.plotGround, 1.4));
        paint.words(limit, tr("(x̲*, x̄*)"), theme.methodText(method), {9, -6}, true);
        paint.words(
            {(limit.x() + limit.y()) / 2, floor}, formatEnclosure(limit.x(), limit.y()),
            theme.methodText(method), {0, -20}, true);
    }
    // Which way is up in the southeast order.
    const QPointF corner(view.left() + 0.03 * view.width(), view.top() + 0.42 * view.height());
    const QPointF end = corner + QPointF(0.07 * view.width(), -0.07 * view.height());
    paint.arrow(corner, end, QPen(theme.text, 1.6), 8);
    paint.words(end, tr("southeast is larger"), theme.text, {6, 0});
}

} // namespace kamke::ui
