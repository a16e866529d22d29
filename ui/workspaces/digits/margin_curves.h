// The margin of every certificate as a function of ε.
#pragma once

#include "ui/plot/log_ticker.h"
#include "ui/workspaces/digits/digit_plot.h"
#include "ui/workspaces/digits/eps_edit.h"

namespace kamke::ui {

/// One curve per certificate with a dot at its radius, the slider's ε as a line that can be dragged, and a
/// cross where the attack first succeeds. ε is on a logarithmic axis.
class MarginCurves : public DigitPlot {
    Q_OBJECT
public:
    explicit MarginCurves(DigitLink* link, QWidget* parent = nullptr);
    QString csv() const override;

protected:
    void prepare() override;
    void paint(QCPPainter& painter) override;
    int gripAt(const QPointF& pixel) const override;
    void takeHold(int grip, const QPointF& pixel) override;
    void dragTo(int grip, const QPointF& pixel) override;
    void letGo(int grip) override;
    void pressAt(const QPointF& pixel) override;
    void hoverAt(const QPointF& pixel) override;
    void endHover() override { link()->hover({}); }
    void paintAbove(QCPPainter& painter) override;

private:
    void paintCurve(QCPPainter& painter, Index row) const;
    /// The last point inside the plot; NaN without one.
    QPointF lastSeen(Index row) const;
    void paintLabels(QCPPainter& painter) const;
    double digitsEps() const;
    QPointF at(double eps, double margin) const;
    QString curveAt(const QPointF& pixel) const;

    EpsEdit drag_;
    QSharedPointer<LogTicker> ticker_{new LogTicker};
};

} // namespace kamke::ui
