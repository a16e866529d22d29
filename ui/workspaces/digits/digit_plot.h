// The base of the plots of the picked digit: it paints itself whenever the link changes.
#pragma once

#include "ui/plot/painted_plot.h"
#include "ui/workspaces/digits/digit_link.h"

namespace kamke::ui {

/// paint() is called only with a result.
class DigitPlot : public PaintedPlot {
    Q_OBJECT
public:
    DigitPlot(DigitLink* link, const QString& name, QWidget* parent = nullptr);

protected:
    bool take() override;
    std::optional<QString> insteadOfData() const override;
    QRectF wordsArea() const override { return QRectF(viewport()).adjusted(16, 8, -16, -8); }
    bool isStale() const override { return link_->isStale(); }
    QMargins leastRoom() const override;
    void fitView() override;

    /// Shows [lower, upper] unless the user has zoomed into the views of this very digit; keeps a range that
    /// fits nearly as well, so that ticks stay where they are during a drag.
    void fitAcross(double lower, double upper);
    void fitVertically(double lower, double upper);
    /// What the user has zoomed into is gone: another digit, another network, other axes.
    void forgetZoom();

    DigitLink* link() const { return link_; }
    /// What prepare() was last called for; what it points at lives as long.
    std::shared_ptr<const DigitResult> result() const { return shown_; }
    /// A small triangle at the left or right end of the axis rectangle: the bar goes on there.
    void arrow(QCPPainter& painter, bool right, double y, const QColor& colour) const;

private:
    DigitLink* link_;
    std::shared_ptr<const DigitResult> shown_;
};

} // namespace kamke::ui
