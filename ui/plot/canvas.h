// A layer of a plot that paints in pixels: rows of bars, pictures, whatever is no curve.
#pragma once

#include <functional>
#include <qcustomplot.h>
#include <utility>

namespace kamke::ui {

/// Calls `paint` in every replot and export. It may paint on the whole plot, and cuts at the axis rectangle
/// by itself where it has to: SVG files of Qt 6.4 know no clip path.
class Canvas : public QCPLayerable {
public:
    Canvas(QCustomPlot* plot, const QString& layer, std::function<void(QCPPainter&)> paint)
        : QCPLayerable(plot, layer)
        , paint_(std::move(paint)) {}

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(true); }
    void draw(QCPPainter* painter) override { paint_(*painter); }

private:
    std::function<void(QCPPainter&)> paint_;
};

} // namespace kamke::ui
