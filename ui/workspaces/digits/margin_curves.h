// The margin of every certificate as a function of ε.
#pragma once

#include "ui/plot/log_ticker.h"
#include "ui/workspaces/digits/digit_plot.h"
#include "ui/workspaces/digits/eps_drag.h"

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
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void paintCurve(QCPPainter& painter, Index row) const;
    /// The last point inside the plot; NaN without one.
    QPointF lastSeen(Index row) const;
    void paintLabels(QCPPainter& painter) const;
    void paintHandle(QCPPainter& painter) const;
    double digitsEps() const;
    QPointF at(double eps, double margin) const;
    bool isOnSlider(const QPointF& pixel) const;
    QString curveAt(const QPointF& pixel) const;

    EpsDrag drag_;
    QSharedPointer<LogTicker> ticker_{new LogTicker};
};

} // namespace kamke::ui
