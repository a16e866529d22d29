// The sample as a picture, the lightest and the darkest within ε, the best attack, and the pixels that
// matter.
#pragma once

#include "ui/workspaces/digits/digit_plot.h"

#include <array>

namespace kamke::ui {

/// Four pictures side by side. Clicking the second changes between the darkest and the lightest input within
/// ε, clicking the fourth between the pixels that cost margin and what the attack changes.
class ImagePlot : public DigitPlot {
    Q_OBJECT
public:
    explicit ImagePlot(DigitLink* link, QWidget* parent = nullptr);

    void setLightest(bool lightest);
    void setDifference(bool difference);
    bool showsLightest() const { return lightest_; }
    bool showsDifference() const { return difference_; }
    /// Where picture `k` (0 … 3) is, in pixels.
    QRectF picture(int k) const;
    QString csv() const override;
    QSize sizeHint() const override { return {440, 170}; }
    QSize minimumSizeHint() const override { return {240, 120}; }

signals:
    /// What lies under the pointer in words; empty: nothing.
    void read(const QString& text);
    void lookChanged();

protected:
    void prepare() override;
    void paint(QCPPainter& painter) override;
    void pressAt(const QPointF& pixel) override;
    void hoverAt(const QPointF& pixel) override;
    void endHover() override;

private:
    struct Panel {
        QImage image;
        QString title, line;
        bool broken = false, old = false;
        QString briefTitle{}, briefLine{}; ///< where the words have no room; no title: as they are
    };
    std::array<Panel, 4> panels() const;
    Panel mapPanel() const;
    std::pair<int, int> shape() const;
    int pixelAt(const QPointF& at) const;

    bool lightest_ = false, difference_ = false;
    int hovered_ = -1; ///< pixel
};

} // namespace kamke::ui
