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
    void paintMoving(QCPPainter& painter) override;
    QMargins room() const override;
    QString emptyReason() const override;
    int gripAt(const QPointF& pixel) const override;
    void takeHold(int grip, const QPointF& pixel) override;
    void dragTo(int grip, const QPointF& pixel) override;
    void pressAt(const QPointF& pixel) override;
    void hoverAt(const QPointF& pixel) override;
    void endHover() override;

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
};

} // namespace kamke::ui
