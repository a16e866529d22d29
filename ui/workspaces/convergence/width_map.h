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
    void paintMoving(QCPPainter& painter) override;
    QMargins room() const override;
    QString emptyReason() const override;
    int gripAt(const QPointF& pixel) const override;
    void takeHold(int grip, const QPointF& pixel) override;
    void dragTo(int grip, const QPointF& pixel) override;
    void hoverAt(const QPointF& pixel) override;
    void endHover() override;

private:
    void paintScale(QCPPainter& painter) const;
    double share(double width) const; ///< position on the scale, 0 … 1

    std::shared_ptr<const ConvergenceResult> shown_; ///< that `line_` points into
    const ConvergenceLine* line_ = nullptr;
    Matrix widths_; ///< units×iterates
    QImage image_;
    double least_ = 0, most_ = 1;
    bool logarithmic_ = false;
    QString reading_;
};

} // namespace kamke::ui
