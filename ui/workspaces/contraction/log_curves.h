// Curves of positive numbers on a logarithmic axis, named at their ends, with a cursor.
#pragma once

#include "ui/plot/curve_plot.h"

namespace kamke::ui {

struct LogCurve {
    QString name;
    std::function<QPen(const Theme&)> pen; ///< exports ask for it in another theme than the screen
    std::vector<double> values;            ///< > 0; anything else is left out
    bool steps = false;                    ///< marked by dots: iterations, not time
};

/// Value k of a curve is drawn at k times the step of the horizontal axis. Numbers below a floor are rounding
/// and left out.
class LogCurves : public CurvePlot {
    Q_OBJECT
public:
    explicit LogCurves(QWidget* parent = nullptr);

    void setCurves(std::vector<LogCurve> curves, double step);
    /// The position that the animation is at: a line, and dots on the curves.
    void setCursor(double x);

    QString csv() const override;
    QSize sizeHint() const override { return {320, 200}; }

private:
    QRectF fitted() const;
    void drawCursor(QCPPainter& painter) const;

    std::vector<LogCurve> values_;
    double step_ = 1, cursor_ = 0;
    bool queued_ = false;
};

} // namespace kamke::ui
