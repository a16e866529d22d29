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
    void paintMoving(QCPPainter& painter) override;
    QMargins room() const override;
    int gripAt(const QPointF& pixel) const override;
    void takeHold(int grip, const QPointF& pixel) override;
    void dragTo(int grip, const QPointF& pixel) override;
    void letGo(int grip) override;
    void pressAt(const QPointF& pixel) override;
    void hoverAt(const QPointF& pixel) override;
    void endHover() override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    int unitAt(const QPointF& pixel) const;

    Vector eta_, rows_;
    int merge_ = -1; ///< of the drag under way
};

/// The η_i for which row i of the measure is `value`, the others as in `eta`; kept within a factor of 10⁴ of
/// them. NaN when row i does not depend on η_i.
double weightForRow(const Matrix& A, const Vector& eta, Index i, double value);

} // namespace kamke::ui
