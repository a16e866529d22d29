// Row measures a_ii + Σ|a_ij|η_j/η_i as bars that set the weights η.
#pragma once

#include "ui/workspaces/convergence/convergence_plot.h"

namespace kamke::ui {

/// One bar per row; the highest is μ_η(A). Dragging the handle at the end of bar i sets η_i so that row i
/// gets the value at the pointer: the other rows answer. Double-clicking asks to type η_i.
class EtaBars : public ConvergencePlot {
    Q_OBJECT
public:
    explicit EtaBars(ConvergenceLink* link, QWidget* parent = nullptr);

    QString csv() const override;
    QSize sizeHint() const override { return {380, 200}; }

signals:
    void unitChosen(int unit);
    void typingRequested(int unit);

protected:
    void prepare() override;
    void paint(QCPPainter& painter) override;
    void paintNow(QCPPainter& painter) override;
    QMargins room() const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    int unitAt(const QPointF& pixel) const;
    int handleAt(const QPointF& pixel) const;
    void dragTo(double value);

    Vector eta_, rows_;
    int dragged_ = -1, merge_ = -1;
};

/// The η_i for which row i of the measure is `value`, the others as in `eta`; kept within a factor of 10⁴ of
/// them. NaN when row i does not depend on η_i.
double weightForRow(const Matrix& A, const Vector& eta, Index i, double value);

} // namespace kamke::ui
