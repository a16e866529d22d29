#include "ui/workspaces/contraction/drawing.h"

#include "ui/plot/clip.h"
#include "ui/plot/plot.h"

#include <algorithm>

namespace kamke::ui {

Drawing::Drawing(QCPPainter& painter, const Plot& plot)
    : painter_(&painter)
    , plot_(&plot)
    , area_(plot.axisRect()->rect()) {
    painter.setAntialiasing(true);
}

QPointF Drawing::pixel(const QPointF& point) const {
    return plot_->toPixel(point);
}

void Drawing::curve(const QPolygonF& points) {
    QPolygonF run;
    const auto flush = [&] {
        if (run.size() > 1)
            painter_->drawPolyline(run);
        run.clear();
    };
    for (qsizetype k = 0; k + 1 < points.size(); ++k) {
        const QPointF from = pixel(points[k]), to = pixel(points[k + 1]);
        const auto inside = clipLine({from, to}, area_);
        if (!inside) {
            flush();
            continue;
        }
        if (run.isEmpty() || inside->p1() != from) {
            flush();
            run << inside->p1();
        }
        run << inside->p2();
    }
    flush();
}

void Drawing::polygon(const QPolygonF& points) {
    QPolygonF pixels;
    pixels.reserve(points.size());
    for (const QPointF& point : points)
        pixels << pixel(point);
    const QPen pen = painter_->pen();
    painter_->setPen(Qt::NoPen);
    painter_->drawPolygon(clipPolygon(pixels, area_));
    painter_->setPen(pen);
    if (pen.style() == Qt::NoPen || points.isEmpty())
        return;
    const QBrush brush = painter_->brush();
    painter_->setBrush(Qt::NoBrush);
    curve(points + QPolygonF{points.front()});
    painter_->setBrush(brush);
}

void Drawing::disc(const QPointF& centre, double radius) {
    if (const QPointF at = pixel(centre); area_.contains(at))
        painter_->drawEllipse(at, radius, radius);
}

void Drawing::words(const QPointF& point, const QPointF& offset, const QString& text) {
    const QPointF at = pixel(point);
    if (!area_.contains(at))
        return;
    const QFontMetricsF metrics(painter_->font());
    const QSizeF size(metrics.horizontalAdvance(text), metrics.height());
    QRectF place(at + offset - QPointF(0, size.height()), size);
    const QRectF room = area_.adjusted(3, 3, -3, -3);
    place.moveLeft(std::clamp(place.left(), room.left(), std::max(room.left(), room.right() - size.width())));
    place.moveTop(std::clamp(place.top(), room.top(), std::max(room.top(), room.bottom() - size.height())));
    painter_->drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, text);
}

} // namespace kamke::ui
