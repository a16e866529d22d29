#include "ui/plot/painted_plot.h"

#include "ui/plot/canvas.h"
#include "ui/plot/clip.h"

#include <QPainterPath>
#include <QTimer>
#include <algorithm>
#include <utility>

namespace kamke::ui {

namespace {
const QString movingLayer = QStringLiteral("moving");
constexpr double staleOpacity = 0.45;
} // namespace

PaintedPlot::PaintedPlot(QWidget* parent)
    : Plot(parent) {
    // Owned by the plot.
    new Canvas(this, QStringLiteral("ground"), [this](QCPPainter& painter) { paintGround(painter); });
    new Canvas(this, QStringLiteral("main"), [this](QCPPainter& painter) { paintData(painter); });
    new Canvas(this, QStringLiteral("labels"), [this](QCPPainter& painter) {
        if (isReady() && !insteadOfData())
            paintAbove(painter);
    });
}

void PaintedPlot::addMovingLayer() {
    addLayer(movingLayer, layer(QStringLiteral("labels")), limAbove);
    layer(movingLayer)->setMode(QCPLayer::lmBuffered);
    new Canvas(this, movingLayer, [this](QCPPainter& painter) {
        if (!isReady() || insteadOfData())
            return;
        painter.save();
        paintMoving(painter);
        painter.restore();
    });
}

void PaintedPlot::redrawMoving() {
    moved_ = moved_ || !isVisible();
    if (moved_ || due_ || std::exchange(redrawing_, true))
        return;
    QTimer::singleShot(0, this, [this] {
        redrawing_ = false;
        layer(movingLayer)->replot();
    });
}

void PaintedPlot::paintData(QCPPainter& painter) {
    // Shown again, a plot is resized before it is refreshed.
    if (!isReady())
        return;
    if (const auto text = insteadOfData()) {
        words(painter, wordsArea(), *text, theme().faintText, Qt::AlignCenter | Qt::TextWordWrap);
        return;
    }
    painter.save();
    if (isStale())
        painter.setOpacity(staleOpacity);
    paint(painter);
    painter.restore();
}

QMargins PaintedPlot::leastRoom() const {
    return {12, QFontMetrics(smallFont()).height() + 4, 12, 8};
}

void PaintedPlot::layOutAgain() {
    axisRect()->setMinimumMargins(leastRoom() | room());
}

void PaintedPlot::restyle(const Theme& theme) {
    Plot::restyle(theme);
    layOutAgain();
}

void PaintedPlot::refresh() {
    due_ = !isVisible();
    if (!isReady())
        return;
    if (take())
        prepare();
    layOutAgain(); // the room that the words need is known with them
    if (!due_)
        redraw();
}

void PaintedPlot::showEvent(QShowEvent* event) {
    Plot::showEvent(event);
    if (std::exchange(moved_, false))
        redraw();
    if (due_)
        refresh();
}

void PaintedPlot::fit(const QRectF& view) {
    if (!isViewChosen())
        setView(view);
}

double PaintedPlot::insideX(double value) const {
    return std::clamp(x(value), area().left(), area().right());
}

void PaintedPlot::words(
    QCPPainter& painter, const QRectF& where, const QString& text, const QColor& colour, int alignment,
    bool bold) const {
    QFont font = smallFont();
    font.setBold(bold);
    painter.setFont(font);
    painter.setPen(colour);
    const bool wraps = alignment & Qt::TextWordWrap;
    painter.drawText(
        where, alignment,
        wraps ? text : QFontMetricsF(font).elidedText(text, Qt::ElideRight, where.width() + 1));
}

void PaintedPlot::polyline(QCPPainter& painter, const QPolygonF& pixels) const {
    QPainterPath path; // which joins what ends where it began, thin lines too
    for (const QPolygonF& part : clipPolyline(pixels, area()))
        path.addPolygon(part);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
}

void PaintedPlot::verticalLine(QCPPainter& painter, double value, const QPen& pen) const {
    if (!xAxis->range().contains(value))
        return;
    painter.setPen(pen);
    painter.drawLine(QPointF(x(value), area().top()), QPointF(x(value), area().bottom()));
}

void PaintedPlot::cross(QCPPainter& painter, const QPointF& at, double r) {
    painter.drawLine(at - QPointF(r, r), at + QPointF(r, r));
    painter.drawLine(at - QPointF(r, -r), at + QPointF(r, -r));
}

} // namespace kamke::ui
