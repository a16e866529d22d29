#include "ui/workspaces/convergence/convergence_plot.h"

#include "ui/plot/canvas.h"
#include "ui/plot/clip.h"
#include "ui/text/number_text.h"

#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace kamke::ui {

ConvergencePlot::ConvergencePlot(ConvergenceLink* link, const QString& name, QWidget* parent)
    : Plot(parent)
    , link_(link) {
    setAccessibleName(name);
    addLayer(QStringLiteral("now"), layer(QStringLiteral("cursor")), limBelow);
    layer(QStringLiteral("now"))->setMode(QCPLayer::lmBuffered);
    // Owned by the plot.
    new Canvas(this, QStringLiteral("main"), [this](QCPPainter& painter) {
        // A hidden plot has not taken over the result yet.
        if (due_)
            return;
        const QString why = result() ? emptyReason() : link_->emptyText();
        if (!why.isEmpty()) {
            words(
                painter, area().adjusted(8, 4, -8, -4), why, this->theme().faintText,
                Qt::AlignCenter | Qt::TextWordWrap);
            return;
        }
        painter.save();
        if (link_->isStale())
            painter.setOpacity(0.45);
        paint(painter);
        painter.restore();
    });
    new Canvas(this, QStringLiteral("now"), [this](QCPPainter& painter) {
        if (due_ || !result() || !emptyReason().isEmpty())
            return;
        painter.save();
        paintNow(painter);
        painter.restore();
    });
    connect(link, &ConvergenceLink::changed, this, &ConvergencePlot::refresh);
    connect(link, &ConvergenceLink::cursorMoved, this, &ConvergencePlot::repaintNow);
    connect(this, &Plot::viewChosen, this, [this] { zoomed_ = true; });
}

void ConvergencePlot::restyle(const Theme& theme) {
    Plot::restyle(theme);
    layOutAgain();
}

void ConvergencePlot::layOutAgain() {
    const QMargins more = room();
    const QMargins least = axisRect()->minimumMargins();
    axisRect()->setMinimumMargins(QMargins(
        std::max(12, more.left()), std::max(QFontMetrics(smallFont()).height() + 4, more.top()),
        std::max(12, more.right()), std::max(std::min(8, least.bottom()), more.bottom())));
}

void ConvergencePlot::refresh() {
    due_ = true;
    if (!isVisible())
        return;
    due_ = false;
    const auto before = taken_;
    taken_ = link_->result();
    layOutAgain();
    if (taken_) {
        // A view was chosen for the network that was shown.
        if (!before || taken_->job.network != before->job.network)
            zoomed_ = false;
        prepare();
    }
    replot(rpQueuedReplot);
}

void ConvergencePlot::showEvent(QShowEvent* event) {
    Plot::showEvent(event);
    if (due_)
        refresh();
}

void ConvergencePlot::resetView() {
    zoomed_ = false;
    refresh();
    emit viewReset();
}

void ConvergencePlot::repaintNow() {
    // A plot that is due paints everything anyway when it is shown.
    if (isVisible() && !due_)
        layer(QStringLiteral("now"))->replot();
}

void ConvergencePlot::fit(const QRectF& wanted) {
    if (!zoomed_)
        setView(wanted);
}

void ConvergencePlot::words(
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

void ConvergencePlot::polyline(QCPPainter& painter, const QPolygonF& pixels) const {
    // SVG files know no clip path, and painters are slow far outside.
    QPainterPath path;
    const QRectF inside = area();
    for (qsizetype k = 0; k + 1 < pixels.size(); ++k) {
        const auto piece = clipLine(QLineF(pixels[k], pixels[k + 1]), inside);
        if (!piece)
            continue;
        if (path.isEmpty() || path.currentPosition() != piece->p1())
            path.moveTo(piece->p1());
        path.lineTo(piece->p2());
    }
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
}

void ConvergencePlot::verticalLine(QCPPainter& painter, double value, const QPen& pen) const {
    if (!xAxis->range().contains(value))
        return;
    painter.setPen(pen);
    painter.drawLine(QPointF(x(value), area().top()), QPointF(x(value), area().bottom()));
}

QString briefNumber(double value) {
    return std::isfinite(value) ? formatNumber(QString::number(value, 'g', 4).toDouble())
                                : formatNumber(value);
}

} // namespace kamke::ui
