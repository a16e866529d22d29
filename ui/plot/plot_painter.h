// Painting shapes in the coordinates of a plot.
#pragma once

#include "ui/style/theme.h"

#include <QBrush>
#include <QPen>
#include <QPolygonF>
#include <QString>
#include <vector>

class QCPPainter;

namespace kamke::ui {

class Plot;

/// Paints on a plot during one replot. Points are in plot coordinates, sizes and offsets in logical pixels.
/// Everything is cut at the axis rectangle geometrically, since SVG files of Qt 6.4 know no clip path.
/// Without a pen or a brush of their own, shapes have those of the painter.
class PlotPainter {
public:
    PlotPainter(QCPPainter& painter, const Plot& plot);

    QCPPainter& painter() { return painter_; }
    QRectF area() const { return area_; }
    QPointF pixel(const QPointF& point) const;

    /// A curve through the points, on which dashes run on; it breaks where a coordinate is not finite.
    void curve(const QPolygonF& points);
    void curve(const QPolygonF& points, const QPen& pen);
    void line(const QPointF& from, const QPointF& to) { curve({from, to}); }
    void line(const QPointF& from, const QPointF& to, const QPen& pen) { curve({from, to}, pen); }
    /// A straight arrow; `head` is the length of its head.
    void arrow(const QPointF& from, const QPointF& to, const QPen& pen, double head = 6);
    /// The inside of closed loops together (odd-even rule, so that a loop within a loop is a hole).
    void fill(const std::vector<QPolygonF>& loops, const QBrush& brush);
    /// Short strokes on the inner side of a closed loop that has its inside on the left: which side of a
    /// boundary is meant, without colour. `lean` turns them, in degrees.
    void fringe(const QPolygonF& loop, const QPen& pen, double lean);
    /// Its outline is drawn only where the polygon itself is.
    void polygon(const QPolygonF& corners);
    void polygon(const QPolygonF& corners, const QPen& pen, const QBrush& brush);
    void rectangle(const QRectF& rectangle, const QPen& pen, const QBrush& brush);
    /// A disc of `radius` logical pixels.
    void disc(const QPointF& centre, double radius);
    void dot(const QPointF& at, const QColor& colour, double radius, const QPen& rim = QPen(Qt::NoPen));
    /// Words whose nearest corner is `offset` away from the point (to its right where x > 0, above it where
    /// y < 0, centred where 0), moved so that they stay inside, on a rim of the ground's colour.
    void words(
        const QPointF& at, const QString& text, const QColor& colour, const QPointF& offset,
        bool bold = false);
    /// Words in the painter's font whose lower left corner is `offset` from the point, moved so that they
    /// stay inside.
    void plainWords(const QPointF& at, const QPointF& offset, const QString& text);

    /// A line of a legend.
    struct Key {
        QPen pen;
        QString text;
        QColor colour;
    };
    /// At the upper left, for curves that lie too close for names of their own.
    void legend(const std::vector<Key>& keys);

    /// A name at the right rim for a curve that ends at height `y`.
    struct End {
        double y;
        QString text;
        QColor colour;
    };
    /// Names right of the axis rectangle, moved apart where they would touch.
    void ends(std::vector<End> ends);

private:
    QPolygonF toPixels(const QPolygonF& points) const;

    QCPPainter& painter_;
    const Plot& plot_;
    QRectF area_;
    std::vector<QRectF> taken_; ///< by words so far
};

/// The pens that tell curves apart without their colours: solid, dashed, dotted, dash-dot, long dashes.
QPen distinctPen(const QColor& colour, int which, double width = 2);

} // namespace kamke::ui
