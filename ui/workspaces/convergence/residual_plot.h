// Residual against iteration, one line per solver and method.
#pragma once

#include "ui/workspaces/convergence/convergence_plot.h"

namespace kamke::ui {

/// Log scale; the theoretical slope from the first point of every line; below the axis a legend with measured
/// and theoretical factors. A line that diverges ends at a cross with the word. Dragging moves the cursor.
class ResidualPlot : public ConvergencePlot {
    Q_OBJECT
public:
    explicit ResidualPlot(ConvergenceLink* link, QWidget* parent = nullptr);

    QString csv() const override;
    QSize sizeHint() const override { return {440, 340}; }

protected:
    void prepare() override;
    void paint(QCPPainter& painter) override;
    void paintNow(QCPPainter& painter) override;
    QMargins room() const override;
    QString emptyReason() const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void paintLine(QCPPainter& painter, const ConvergenceLine& line, double width) const;
    void paintPromise(QCPPainter& painter, const ConvergenceLine& line) const;
    void paintDivergence(QCPPainter& painter) const;
    void paintCue(QCPPainter& painter, const ConvergenceLine& line, const QPointF& at) const;
    void paintLegend(QCPPainter& painter) const;
    /// Rows of solvers, columns of methods; the rectangle of one entry in pixels.
    QRectF legendCell(int row, int column) const;
    QStringList legendMethods() const;
    QString lineAt(const QPointF& pixel) const;
    void toCursor(const QPointF& pixel);

    bool dragging_ = false;
};

} // namespace kamke::ui
