#include "ui/workspaces/contraction/log_curves.h"

#include "ui/plot/canvas.h"
#include "ui/plot/end_labels.h"
#include "ui/plot/log_ticker.h"
#include "ui/workspaces/contraction/drawing.h"

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
    : Plot(parent) {
    addLayer(cursorLayer, layer(QStringLiteral("labels")), limAbove);
    layer(cursorLayer)->setMode(QCPLayer::lmBuffered);
    labels_ = new EndLabels(this);
    new Canvas(this, cursorLayer, [this](QCPPainter& painter) { drawCursor(painter); });
    const auto ticker = QSharedPointer<LogTicker>::create();
    ticker->setRoom(5);
    yAxis->setTicker(ticker);
    connect(this, &Plot::viewChosen, this, [this] { chosen_ = true; });
}

void LogCurves::setCurves(std::vector<LogCurve> curves, double step) {
    curves_ = std::move(curves);
    step_ = step;
    const int count = static_cast<int>(curves_.size());
    while (graphCount() > count)
        removeGraph(graphCount() - 1);
    for (int k = 0; k < count; ++k) {
        const LogCurve& curve = curves_[static_cast<std::size_t>(k)];
        if (k >= graphCount())
            addGraph();
        graph(k)->setName(curve.name);
        QVector<QCPGraphData> points;
        points.reserve(static_cast<qsizetype>(curve.values.size()));
        for (std::size_t i = 0; i < curve.values.size(); ++i)
            if (isShown(curve.values[i]))
                points.append({step * static_cast<double>(i), std::log10(curve.values[i])});
        graph(k)->data()->set(points, true);
    }
    if (!chosen_)
        fit();
    style();
    replot(rpQueuedReplot);
}

void LogCurves::style() {
    std::vector<EndLabel> ends;
    for (int k = 0; k < graphCount(); ++k) {
        const LogCurve& curve = curves_[static_cast<std::size_t>(k)];
        const QPen pen = curve.pen(theme());
        graph(k)->setPen(pen);
        QCPScatterStyle dot(QCPScatterStyle::ssDisc, 4);
        dot.setPen(QPen(pen.color()));
        graph(k)->setScatterStyle(curve.steps ? dot : QCPScatterStyle());
        if (const auto& points = *graph(k)->data(); !points.isEmpty()) {
            const QCPGraphData& last = *(points.constEnd() - 1);
            ends.push_back(
                {curve.name, {last.key, last.value}, yAxis, withContrast(pen.color(), theme().plotGround)});
        }
    }
    labels_->set(std::move(ends), smallFont());
    QMargins margins = axisRect()->minimumMargins();
    margins.setRight(std::max(12, labels_->width()));
    axisRect()->setMinimumMargins(margins);
}

void LogCurves::fit() {
    double least = 1, most = 1e-3;
    std::size_t longest = 1;
    for (const LogCurve& curve : curves_) {
        longest = std::max(longest, curve.values.size());
        for (const double value : curve.values)
            if (isShown(value)) {
                least = std::min(least, value);
                most = std::max(most, value);
            }
    }
    xAxis->setRange(0, step_ * static_cast<double>(longest - 1));
    // Whole decades, so that the axis stands still while the curves move.
    yAxis->setRange(
        std::floor(std::log10(std::max(least, lowestShown))),
        std::ceil(std::log10(std::min(most, highestShown)) + 0.05));
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
    Drawing drawing(painter, *this);
    painter.setPen(QPen(theme().faintText, 1));
    drawing.line({cursor_, yAxis->range().lower}, {cursor_, yAxis->range().upper});
    // The last value that is not ahead.
    const auto at = static_cast<std::size_t>(std::floor(std::max(0.0, cursor_ / step_) + 1e-9));
    painter.setPen(QPen(theme().plotGround, 1));
    for (const LogCurve& curve : curves_)
        if (at < curve.values.size() && isShown(curve.values[at])) {
            painter.setBrush(curve.pen(theme()).color());
            drawing.disc({step_ * static_cast<double>(at), std::log10(curve.values[at])}, 4);
        }
}

void LogCurves::resetView() {
    chosen_ = false;
    fit();
    replot(rpQueuedReplot);
    emit viewReset();
}

void LogCurves::restyle(const Theme& theme) {
    Plot::restyle(theme);
    // The base class calls this before there are labels.
    if (labels_)
        style();
}

QString LogCurves::csv() const {
    QString result = QStringLiteral("curve,x,value\n");
    const QLocale c = QLocale::c();
    for (const LogCurve& curve : curves_)
        for (std::size_t i = 0; i < curve.values.size(); ++i)
            result += QLatin1Char('"') + curve.name + QStringLiteral("\",") +
                      c.toString(step_ * static_cast<double>(i), 'g', 17) + QLatin1Char(',') +
                      c.toString(curve.values[i], 'g', 17) + QLatin1Char('\n');
    return result;
}

} // namespace kamke::ui
