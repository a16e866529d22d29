// The pixels that cost margin, large, with their scale.
#pragma once

#include "ui/workspaces/digits/digit_plot.h"

namespace kamke::ui {

/// What every pixel costs (see PixelCosts) over its picture: orange costs margin. The scale beside it carries
/// numbers.
class PixelMap : public DigitPlot {
    Q_OBJECT
public:
    explicit PixelMap(DigitLink* link, QWidget* parent = nullptr);
    QString csv() const override;

signals:
    void read(const QString& text);

protected:
    void prepare() override;
    void paint(QCPPainter& painter) override;
    void hoverAt(const QPointF& pixel) override;
    void endHover() override;

private:
    std::pair<int, int> shape() const;
    QRectF picture() const;
    void paintScale(QCPPainter& painter, const QRectF& beside, double most) const;
    void paintNumbers(QCPPainter& painter, const QRectF& where) const;

    int hovered_ = -1;
};

} // namespace kamke::ui
