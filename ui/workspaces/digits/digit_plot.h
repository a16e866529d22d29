// The base of the plots of the picked digit: it paints itself in pixels whenever the link changes.
#pragma once

#include "ui/plot/plot.h"
#include "ui/workspaces/digits/digit_link.h"

namespace kamke::ui {

class DigitPlot : public Plot {
    Q_OBJECT
public:
    DigitPlot(DigitLink* link, const QString& name, QWidget* parent = nullptr);

    void restyle(const Theme& theme) override;
    /// Takes over what the link says; replots when the plot is shown.
    void refresh();

protected:
    /// New data: ranges, summary.
    virtual void prepare() = 0;
    /// Paints; the axes are there already. Called only with a result.
    virtual void paint(QCPPainter& painter) = 0;
    /// Room around the axis rectangle for names of rows and columns of numbers.
    virtual QMargins room() const { return {}; }
    void showEvent(QShowEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resetView() override;

    /// No zoom, no crosshair: the wheel scrolls what is around the plot.
    void keepStill() { still_ = true; }
    /// Shows [lower, upper] unless the user has zoomed into the views of this very digit; keeps a range that
    /// fits nearly as well, so that ticks stay where they are during a drag.
    void fit(double lower, double upper);
    void fitVertically(double lower, double upper);
    bool isZoomed() const { return zoomed_; }
    /// What the user has zoomed into is gone: another digit, another network, other axes.
    void forgetZoom();

    DigitLink* link() const { return link_; }
    /// What prepare() was last called for; what it points at lives as long.
    std::shared_ptr<const DigitResult> result() const { return shown_; }
    QRectF area() const { return axisRect()->rect(); }
    /// Paints words in the small font, elided to the rectangle.
    void words(
        QCPPainter& painter, const QRectF& where, const QString& text, const QColor& colour,
        int alignment = Qt::AlignLeft | Qt::AlignVCenter, bool bold = false) const;
    double x(double value) const { return xAxis->coordToPixel(value); }
    /// x, but inside the axis rectangle.
    double insideX(double value) const;
    /// A small triangle at the left or right end of the axis rectangle: the bar goes on there.
    void arrow(QCPPainter& painter, bool right, double y, const QColor& colour) const;

private:
    void layOutAgain();
    void hideFrame();
    void paintAll(QCPPainter& painter);

    DigitLink* link_;
    std::shared_ptr<const DigitResult> shown_;
    bool due_ = true, still_ = false, zoomed_ = false;
};

} // namespace kamke::ui
