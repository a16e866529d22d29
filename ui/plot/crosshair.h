// Two faint lines at the pointer and the values there.
#pragma once

#include <qcustomplot.h>

namespace kamke::ui {

/// Lives on a buffered layer of its own, so that following the pointer does not redraw the plot.
class Crosshair : public QCPLayerable {
    Q_OBJECT
public:
    explicit Crosshair(QCustomPlot* plot);

    void style(const QColor& line, const QColor& words, const QFont& font);
    void moveTo(const QPointF& pixel, bool numberLine);
    void hide();

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override;
    void draw(QCPPainter* painter) override;

private:
    QPointF at_;
    bool shown_ = false, numberLine_ = false;
    QColor line_, words_;
    QFont font_;
};

} // namespace kamke::ui
