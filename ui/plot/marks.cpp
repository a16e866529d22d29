#include "ui/plot/marks.h"

#include "ui/plot/clip.h"

namespace kamke::ui {
namespace {

void drawRectangle(QCPPainter* painter, const Mark& mark, const QRectF& rectangle, const QRectF& area) {
    if (mark.brush.style() != Qt::NoBrush) {
        painter->fillRect(rectangle & area, mark.brush);
    }
    if (mark.pen.style() == Qt::NoPen) {
        return;
    }
    const QRectF r = nearArea(rectangle, area);
    painter->setPen(mark.pen);
    painter->setBrush(Qt::NoBrush);
    if (area.contains(r)) {
        painter->drawRect(r);
        return;
    }
    const std::array<QLineF, 4> sides{
        {{r.topLeft(), r.topRight()},
         {r.topRight(), r.bottomRight()},
         {r.bottomLeft(), r.bottomRight()},
         {r.topLeft(), r.bottomLeft()}}};
    for (const QLineF& side : sides) {
        if (const auto inside = clipLine(side, area)) {
            painter->drawLine(*inside);
        }
    }
}

void drawPolygon(QCPPainter* painter, const Mark& mark, const QPolygonF& polygon, const QRectF& area) {
    if (!area.intersects(polygon.boundingRect().adjusted(-1, -1, 1, 1))) {
        return;
    }
    const bool inside = area.contains(polygon.boundingRect());
    painter->setPen(inside ? mark.pen : QPen(Qt::NoPen));
    painter->setBrush(mark.brush);
    painter->drawPolygon(clipPolygon(polygon, area));
    if (inside || mark.pen.style() == Qt::NoPen) {
        return;
    }
    painter->setPen(mark.pen);
    for (qsizetype k = 0; k < polygon.size(); ++k) {
        if (const auto side = clipLine({polygon[k], polygon[(k + 1) % polygon.size()]}, area)) {
            painter->drawLine(*side);
        }
    }
}

/// Dots are stamped from one picture on the screen (1000 antialiased discs cost more than everything else
/// together) and drawn as discs into files.
void drawPoints(QCPPainter* painter, const Mark& mark, const QPolygonF& points, const QRectF& area) {
    const double radius = mark.size / 2;
    if (painter->modes().testFlag(QCPPainter::pmNoCaching)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(mark.brush);
        // Figures are smaller than windows and finer: finer dots keep apart what big ones would fill.
        const double fine = 0.6 * radius;
        for (const QPointF& p : points) {
            if (area.contains(p)) {
                painter->drawEllipse(p, fine, fine);
            }
        }
        return;
    }
    const double ratio = painter->device()->devicePixelRatioF();
    const int side = static_cast<int>(std::ceil(mark.size)) + 2;
    QPixmap stamp(QSize(side, side) * ratio);
    stamp.setDevicePixelRatio(ratio);
    stamp.fill(Qt::transparent);
    {
        QPainter p(&stamp);
        p.setRenderHint(QPainter::Antialiasing);
        p.setPen(Qt::NoPen);
        p.setBrush(mark.brush);
        p.drawEllipse(QPointF(side / 2.0, side / 2.0), radius, radius);
    }
    const QPointF offset(side / 2.0, side / 2.0);
    for (const QPointF& p : points) {
        if (area.contains(p)) {
            // Whole device pixels: a stamp that needs no resampling is copied fast.
            const QPointF at = p - offset;
            painter->drawPixmap(
                QPointF(std::round(at.x() * ratio) / ratio, std::round(at.y() * ratio) / ratio), stamp);
        }
    }
}

/// Whether the shape is no more than a point on the screen.
bool isPoint(const Mark& mark, const QPolygonF& pixels) {
    constexpr double smallest = 3;
    const QRectF r = pixels.boundingRect();
    return mark.least > 0 && r.width() < smallest && r.height() < smallest;
}

/// A box that is a point keeps its line style as a small square, anything else becomes a dot.
void drawPointMark(QCPPainter* painter, const Mark& mark, const QPointF& at, const QRectF& area) {
    if (!area.contains(at) || mark.pen.style() == Qt::NoPen) {
        return;
    }
    const double half = mark.least / 2;
    if (mark.kind == Mark::Kind::Rectangle) {
        painter->setPen(mark.pen);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRectF(at.x() - half, at.y() - half, mark.least, mark.least));
    } else {
        painter->setPen(Qt::NoPen);
        painter->setBrush(mark.pen.color());
        painter->drawEllipse(at, half, half);
    }
}

void drawHandles(QCPPainter* painter, const Mark& mark, const QPolygonF& points, const QRectF& area) {
    painter->setPen(mark.pen);
    painter->setBrush(mark.brush);
    for (const QPointF& p : points) {
        if (area.contains(p)) {
            painter->drawRect(QRectF(p.x() - mark.size / 2, p.y() - mark.size / 2, mark.size, mark.size));
        }
    }
}

} // namespace

Marks::Marks(QCustomPlot* plot, const QString& layer)
    : QCPLayerable(plot, layer) {}

void Marks::applyDefaultAntialiasingHint(QCPPainter* painter) const {
    painter->setAntialiasing(true);
}

QRect Marks::clipRect() const {
    return mParentPlot->axisRect()->rect();
}

void Marks::draw(QCPPainter* painter) {
    const QRectF area = clipRect();
    const QCPAxis* x = mParentPlot->xAxis;
    const QCPAxis* y = mParentPlot->yAxis;
    for (const Mark& mark : marks_) {
        QPolygonF pixels;
        pixels.reserve(mark.points.size());
        for (const QPointF& p : mark.points) {
            pixels << QPointF(x->coordToPixel(p.x()), y->coordToPixel(p.y()));
        }
        if (isPoint(mark, pixels)) {
            drawPointMark(painter, mark, pixels.boundingRect().center(), area);
            continue;
        }
        switch (mark.kind) {
        case Mark::Kind::Rectangle:
            drawRectangle(painter, mark, QRectF(pixels.front(), pixels.back()).normalized(), area);
            break;
        case Mark::Kind::Polygon:
            drawPolygon(painter, mark, pixels, area);
            break;
        case Mark::Kind::Line:
            painter->setPen(mark.pen);
            for (qsizetype k = 0; k + 1 < pixels.size(); ++k) {
                if (const auto part = clipLine({pixels[k], pixels[k + 1]}, area)) {
                    painter->drawLine(*part);
                }
            }
            break;
        case Mark::Kind::Points:
            drawPoints(painter, mark, pixels, area);
            break;
        case Mark::Kind::Handles:
            drawHandles(painter, mark, pixels, area);
            break;
        case Mark::Kind::Image:
            painter->setRenderHint(QPainter::SmoothPixmapTransform, true);
            painter->drawImage(QRectF(pixels.front(), pixels.back()).normalized(), mark.image);
            break;
        }
    }
}

} // namespace kamke::ui
