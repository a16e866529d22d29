// Width of every unit's interval over the iterations, as a heat map.
#pragma once

#include "ui/workspaces/convergence/convergence_plot.h"

#include <QImage>

namespace kamke::ui {

/// A row per unit, a column per iteration, viridis; what has lost the order x̲ ≤ x̄ is red. The scale beside it
/// is logarithmic when the widths differ by more than a thousand times. Hovering highlights the unit
/// everywhere, dragging moves the cursor.
class WidthMap : public ConvergencePlot {
    Q_OBJECT
public:
    explicit WidthMap(ConvergenceLink* link, QWidget* parent = nullptr);

    QString csv() const override;
    QSize sizeHint() const override { return {640, 200}; }
    /// "unit 3 at iteration 5: width 0.412" of what is hovered; empty: nothing.
    QString reading() const { return reading_; }

signals:
    void readingChanged();

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
    void paintScale(QCPPainter& painter) const;
    double share(double width) const; ///< position on the scale, 0 … 1
    void toCursor(const QPointF& pixel);

    std::shared_ptr<const ConvergenceResult> shown_; ///< that `line_` points into
    const ConvergenceLine* line_ = nullptr;
    Matrix widths_; ///< units×iterates
    QImage image_;
    double least_ = 0, most_ = 1;
    bool logarithmic_ = false, dragging_ = false;
    QString reading_;
};

} // namespace kamke::ui
