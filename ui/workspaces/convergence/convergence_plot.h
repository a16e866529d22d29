// The base of the plots of the Convergence workspace.
#pragma once

#include "ui/plot/plot.h"
#include "ui/workspaces/convergence/convergence_link.h"

namespace kamke::ui {

/// Paints itself in pixels. What moves with the cursor and the pointer is on a buffered layer of its own, so
/// that playing does not paint the rest again.
class ConvergencePlot : public Plot {
    Q_OBJECT
public:
    ConvergencePlot(ConvergenceLink* link, const QString& name, QWidget* parent = nullptr);

    void restyle(const Theme& theme) override;
    /// Takes over what the link says; replots when the plot is shown.
    void refresh();

protected:
    /// New data: ranges, summary.
    virtual void prepare() = 0;
    /// Paints; the axes are there already. Called only with a result.
    virtual void paint(QCPPainter&) {}
    /// Cursor and highlights. Called only with a result.
    virtual void paintNow(QCPPainter&) {}
    /// Least room around the axis rectangle, ticks and names of axes included.
    virtual QMargins room() const { return {}; }
    /// Why there is nothing to draw although there is a result; empty: there is.
    virtual QString emptyReason() const { return {}; }

    void showEvent(QShowEvent* event) override;
    void resetView() override;
    /// Paints the layer of the cursor again.
    void repaintNow();

    ConvergenceLink* link() const { return link_; }
    /// What prepare() was last called for; what it points at lives as long.
    std::shared_ptr<const ConvergenceResult> result() const { return taken_; }
    QRectF area() const { return axisRect()->rect(); }
    bool isZoomed() const { return zoomed_; }
    /// Shows this view unless the user has zoomed.
    void fit(const QRectF& view);
    double x(double value) const { return xAxis->coordToPixel(value); }
    double y(double value) const { return yAxis->coordToPixel(value); }
    void words(
        QCPPainter& painter, const QRectF& where, const QString& text, const QColor& colour,
        int alignment = Qt::AlignLeft | Qt::AlignVCenter, bool bold = false) const;
    /// A polyline cut at the axis rectangle.
    void polyline(QCPPainter& painter, const QPolygonF& pixels) const;
    /// The axis rectangle's part of a vertical line.
    void verticalLine(QCPPainter& painter, double value, const QPen& pen) const;

private:
    void layOutAgain();

    ConvergenceLink* link_;
    std::shared_ptr<const ConvergenceResult> taken_;
    bool due_ = true, zoomed_ = false;
};

/// Four significant digits, for places where six have no room.
QString briefNumber(double value);

} // namespace kamke::ui
