// Painting shapes in the coordinates of a plot.
#pragma once

#include <QPolygonF>
#include <QRectF>

class QCPPainter;

namespace kamke::ui {

class Plot;

/// Everything is cut at the axis rectangle geometrically, since SVG files of Qt 6.4 know no clip path. Pen
/// and brush are the painter's.
class Drawing {
public:
    Drawing(QCPPainter& painter, const Plot& plot);

    QCPPainter& painter() { return *painter_; }
    QRectF area() const { return area_; }
    QPointF pixel(const QPointF& point) const;

    /// Dashes run on along the whole curve.
    void curve(const QPolygonF& points);
    void line(const QPointF& from, const QPointF& to) { curve({from, to}); }
    /// Closed; its outline is drawn only where the polygon itself is.
    void polygon(const QPolygonF& points);
    /// A disc of `radius` logical pixels.
    void disc(const QPointF& centre, double radius);
    /// Words whose lower left corner is `offset` pixels from a point; moved inside the axis rectangle.
    void words(const QPointF& point, const QPointF& offset, const QString& text);

private:
    QCPPainter* painter_;
    const Plot* plot_;
    QRectF area_;
};

} // namespace kamke::ui
