#include "ui/workspaces/contraction/log_curves.h"

#include "ui/plot/canvas.h"
#include "ui/plot/log_ticker.h"
#include "ui/plot/plot_painter.h"

#include <QTimer>
#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {
constexpr double floorOfRounding = 1e-13;
constexpr double lowestShown = 1e-7, highestShown = 1e7; ///< the fitted view never goes further
const QString cursorLayer = QStringLiteral("moving");

bool isShown(double value) {
    return value > floorOfRounding && std::isfinite(value);
}
} // namespace

LogCurves::LogCurves(QWidget* parent)
    : CurvePlot(parent) {
    addLayer(cursorLayer, layer(QStringLiteral("labels")), limAbove);
    layer(cursorLayer)->setMode(QCPLayer::lmBuffered);
    new Canvas(this, cursorLayer, [this](QCPPainter& painter) { drawCursor(painter); });
    const auto ticker = QSharedPointer<LogTicker>::create();
    ticker->setRoom(5);
    yAxis->setTicker(ticker);
}

void LogCurves::setCurves(std::vector<LogCurve> curves, double step) {
    values_ = std::move(curves);
    step_ = step;
    std::vector<PlotCurve> drawn;
    for (const LogCurve& curve : values_) {
        PlotCurve next{curve.name, curve.name};
        next.points.reserve(static_cast<qsizetype>(curve.values.size()));
        for (std::size_t i = 0; i < curve.values.size(); ++i)
            if (isShown(curve.values[i]))
                next.points.append({step * static_cast<double>(i), std::log10(curve.values[i])});
        next.look = [pen = curve.pen, steps = curve.steps](const Theme& theme) {
            CurveLook look{pen(theme)};
            look.ink = withContrast(look.pen.color(), theme.plotGround);
            if (steps) {
                look.marker = QCPScatterStyle(QCPScatterStyle::ssDisc, 4);
                look.marker.setPen(QPen(look.pen.color()));
            }
            return look;
        };
        drawn.push_back(std::move(next));
    }
    CurvePlot::setCurves(std::move(drawn), fitted());
}

QRectF LogCurves::fitted() const {
    double least = 1, most = 1e-3;
    std::size_t longest = 1;
    for (const LogCurve& curve : values_) {
        longest = std::max(longest, curve.values.size());
        for (const double value : curve.values)
            if (isShown(value)) {
                least = std::min(least, value);
                most = std::max(most, value);
            }
    }
    // Whole decades, so that the axis stands still while the curves move.
    const double bottom = std::floor(std::log10(std::max(least, lowestShown)));
    const double top = std::ceil(std::log10(std::min(most, highestShown)) + 0.05);
    return {0, bottom, step_ * static_cast<double>(longest - 1), top - bottom};
}

void LogCurves::setCursor(double x) {
    cursor_ = x;
    if (queued_)
        return;
    queued_ = true;
    QTimer::singleShot(0, this, [this] {
        queued_ = false;
        layer(cursorLayer)->replot();
    });
}

void LogCurves::drawCursor(QCPPainter& painter) const {
    PlotPainter drawing(painter, *this);
    painter.setPen(QPen(theme().faintText, 1));
    drawing.line({cursor_, yAxis->range().lower}, {cursor_, yAxis->range().upper});
    // The last value that is not ahead.
    const auto at = static_cast<std::size_t>(std::floor(std::max(0.0, cursor_ / step_) + 1e-9));
    painter.setPen(QPen(theme().plotGround, 1));
    for (const LogCurve& curve : values_)
        if (at < curve.values.size() && isShown(curve.values[at])) {
            painter.setBrush(curve.pen(theme()).color());
            drawing.disc({step_ * static_cast<double>(at), std::log10(curve.values[at])}, 4);
        }
}

QString LogCurves::csv() const {
    QString result = QStringLiteral("curve,x,value\n");
    const QLocale c = QLocale::c();
    for (const LogCurve& curve : values_)
        for (std::size_t i = 0; i < curve.values.size(); ++i)
            result += QLatin1Char('"') + curve.name + QStringLiteral("\",") +
                      c.toString(step_ * static_cast<double>(i), 'g', 17) + QLatin1Char(',') +
                      c.toString(curve.values[i], 'g', 17) + QLatin1Char('\n');
    return result;
}

} // namespace kamke::ui
