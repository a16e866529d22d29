// What a plane shows, as a list of shapes in plot coordinates.
#pragma once

#include <QBrush>
#include <QImage>
#include <QPen>
#include <QPolygonF>
#include <qcustomplot.h>
#include <vector>

namespace kamke::ui {

/// One shape. `id` and `box` say what it stands for (a method's id, "samples", …; index of the input box, −1:
/// none).
struct Mark {
    enum class Kind { Rectangle, Polygon, Line, Points, Image, Handles };
    Kind kind = Kind::Rectangle;
    QString id;
    int box = -1;
    QPolygonF points; ///< rectangle: two opposite corners; image: as a rectangle
    QPen pen{Qt::NoPen};
    QBrush brush{Qt::NoBrush};
    double size = 3;  ///< points, handles: diameter in logical pixels
    QImage image{};   ///< row 0 at the top
    double least = 0; ///< rectangle, polygon, line: a point on the screen is drawn so large

    QRectF rectangle() const { return QRectF(points.front(), points.back()).normalized(); }
};

/// Draws marks in order, cut at the axis rectangle also where the painter cannot clip. Faster than one
/// plottable per shape, since a drag replaces all of them in every frame.
class Marks : public QCPLayerable {
    Q_OBJECT
public:
    Marks(QCustomPlot* plot, const QString& layer);

    void set(std::vector<Mark> marks) { marks_ = std::move(marks); }
    const std::vector<Mark>& list() const { return marks_; }

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override;
    void draw(QCPPainter* painter) override;
    QRect clipRect() const override;

private:
    std::vector<Mark> marks_;
};

} // namespace kamke::ui
