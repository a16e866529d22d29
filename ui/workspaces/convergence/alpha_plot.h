// Contraction factor, or iterations needed, as a function of α.
#pragma once

#include "ui/workspaces/convergence/convergence_plot.h"

namespace kamke::ui {

/// Theory as a line, measured as dots; the admissible range 0 < α ≤ α* as ground, α* dashed, the chosen α as
/// a line with a handle that can be dragged.
class AlphaPlot : public ConvergencePlot {
    Q_OBJECT
public:
    enum class Quantity { Factor, Iterations };
    AlphaPlot(ConvergenceLink* link, Quantity quantity, QWidget* parent = nullptr);

    QString csv() const override;
    QSize sizeHint() const override { return {320, 200}; }

protected:
    void prepare() override;
    void paint(QCPPainter& painter) override;
    void paintMoving(QCPPainter& painter) override;
    QString emptyReason() const override;
    int gripAt(const QPointF& pixel) const override;
    void takeHold(int grip, const QPointF& pixel) override;
    void dragTo(int grip, const QPointF& pixel) override;
    void hoverAt(const QPointF& pixel) override;

private:
    const AlphaCurve* curve() const;
    double height(double value) const; ///< on the axis: iterations are on a log scale
    void paintLegend(QCPPainter& painter) const;

    Quantity quantity_;
    int merge_ = -1; ///< of the drag under way
};

} // namespace kamke::ui
