// The base of the plots that paint themselves in pixels.
#pragma once

#include "ui/plot/plot.h"

#include <optional>

namespace kamke::ui {

/// Paints in layers: below the grid, the data, above the axes, and what moves. That last layer is buffered,
/// so that an animation or a pointer repaints nothing else. New data are taken over when the plot is shown.
class PaintedPlot : public Plot {
    Q_OBJECT
public:
    explicit PaintedPlot(QWidget* parent = nullptr);

    void restyle(const Theme& theme) override;
    /// New data: takes them over, now or when the plot is shown.
    void refresh();
    /// Repaints everything, or what moves, once control is back in the event loop.
    void redraw() { replot(rpQueuedReplot); }
    void redrawMoving();

protected:
    /// Takes the newest data; false: there are none to prepare().
    virtual bool take() { return true; }
    /// New data: ranges, summary.
    virtual void prepare() {}
    virtual void paintGround(QCPPainter&) {}
    virtual void paint(QCPPainter&) {}
    virtual void paintAbove(QCPPainter&) {}
    /// Only after addMovingLayer().
    virtual void paintMoving(QCPPainter&) {}
    /// The words that stand in place of the data, which may be none; nullopt: there are data to paint.
    virtual std::optional<QString> insteadOfData() const { return std::nullopt; }
    /// Where they stand.
    virtual QRectF wordsArea() const { return area().adjusted(8, 4, -8, -4); }
    /// The data are of something else than what is shown: they are painted faint.
    virtual bool isStale() const { return false; }
    /// Least room around the axis rectangle: of every plot of this kind, and for what this one writes there.
    virtual QMargins leastRoom() const;
    virtual QMargins room() const { return {}; }

    void showEvent(QShowEvent* event) override;
    void fitView() override { refresh(); }

    void addMovingLayer();
    void layOutAgain();
    /// Shows this view unless the user has chosen one.
    void fit(const QRectF& view);

    double x(double value) const { return xAxis->coordToPixel(value); }
    double y(double value) const { return yAxis->coordToPixel(value); }
    /// x, but inside the axis rectangle.
    double insideX(double value) const;
    /// Paints words in the small font, elided to the rectangle.
    void words(
        QCPPainter& painter, const QRectF& where, const QString& text, const QColor& colour,
        int alignment = Qt::AlignLeft | Qt::AlignVCenter, bool bold = false) const;
    /// A polyline in pixels, cut at the axis rectangle.
    void polyline(QCPPainter& painter, const QPolygonF& pixels) const;
    /// The axis rectangle's part of a vertical line.
    void verticalLine(QCPPainter& painter, double value, const QPen& pen) const;
    /// An × of 2r × 2r pixels, in the painter's pen.
    static void cross(QCPPainter& painter, const QPointF& at, double r);

private:
    /// The plot has taken over its data.
    bool isReady() const { return !due_; }
    void paintData(QCPPainter& painter);

    bool due_ = false;       ///< new data are not taken over yet
    bool redrawing_ = false; ///< what moves, soon
    bool moved_ = false;     ///< while the plot was hidden
};

} // namespace kamke::ui
