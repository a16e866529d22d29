// Hidden units side by side: the short list of the inspector and the strip with all lanes.
#pragma once

#include "ui/workspaces/digits/digit_plot.h"
#include "ui/workspaces/digits/unit_order.h"

namespace kamke::ui {

/// One column a unit. Lanes from the top: interval of x with the sample's own value (in the strip only),
/// share of the loss, radius from the pixels and from other units (in the strip only); below them a mark for
/// the state. Hovering brushes the unit everywhere.
class UnitPlot : public DigitPlot {
    Q_OBJECT
public:
    enum class Lanes { Shares, All };
    UnitPlot(DigitLink* link, Lanes lanes, QWidget* parent = nullptr);

    void setSort(UnitSort sort);
    QString csv() const override;
    QSize sizeHint() const override { return lanes_ == Lanes::Shares ? QSize(320, 130) : QSize(420, 280); }

protected:
    void prepare() override;
    void paint(QCPPainter& painter) override;
    QMargins room() const override;
    void hoverAt(const QPointF& pixel) override;
    void endHover() override;

private:
    struct Lane {
        QRectF area;
        double most = 1; ///< value at the top
        double least = 0;
        double y(double value) const;
    };
    void paintUnit(QCPPainter& painter, int rank, const std::vector<Lane>& lanes) const;
    void paintState(QCPPainter& painter, const QPointF& at, double size, UnitState state) const;
    void paintLegend(QCPPainter& painter) const;
    std::vector<Lane> lanes() const;
    QColor colourOf(UnitState state) const;
    int unitAt(const QPointF& pixel) const;

    Lanes lanes_;
    UnitSort sort_ = UnitSort::Share;
    std::vector<int> order_; ///< units shown, from the left
};

} // namespace kamke::ui
