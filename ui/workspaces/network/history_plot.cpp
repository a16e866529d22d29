#include "ui/workspaces/network/history_plot.h"

#include "ui/text/number_text.h"
#include "ui/workspaces/network/compare_link.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kamke::ui {

namespace {

/// Graphs of one curve: lower and upper edge of its envelope, and its mean.
constexpr int graphsOfCurve = 3;
/// Values after so few epochs are shown as points, too.
constexpr std::size_t fewEpochs = 60;

} // namespace

HistoryPlot::HistoryPlot(QWidget* parent)
    : Plot(parent) {
    const auto epochs = QSharedPointer<QCPAxisTickerFixed>::create();
    epochs->setTickStep(1);
    epochs->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
    epochs->setTickCount(6);
    xAxis->setTicker(epochs);
    connect(this, &Plot::viewChosen, this, [this] { chosen_ = true; });
}

void HistoryPlot::setCurves(std::vector<HistoryCurve> curves, double scale, double ceiling) {
    curves_ = std::move(curves);
    scale_ = scale;
    ceiling_ = ceiling;
    clearGraphs();
    for (const HistoryCurve& curve : curves_) {
        QCPGraph* lower = addGraph();
        QCPGraph* upper = addGraph();
        QCPGraph* mean = addGraph();
        QVector<QCPGraphData> low, high, middle;
        for (std::size_t k = 0; k < curve.mean.size(); ++k) {
            const double epoch = static_cast<double>(k) + 1, value = scale * curve.mean[k];
            if (!std::isfinite(value))
                continue;
            middle.append({epoch, value});
            if (curve.std.empty() || !std::isfinite(curve.std[k]))
                continue;
            low.append({epoch, value - scale * curve.std[k]});
            high.append({epoch, value + scale * curve.std[k]});
        }
        lower->data()->set(low, true);
        upper->data()->set(high, true);
        mean->data()->set(middle, true);
        mean->setName(curve.name);
        for (QCPGraph* edge : {lower, upper})
            edge->setPen(Qt::NoPen);
        upper->setChannelFillGraph(lower);
    }
    style();
    if (!chosen_)
        fit();
    replot(rpQueuedReplot);
}

void HistoryPlot::fit() {
    double least = std::numeric_limits<double>::infinity(), most = -least;
    std::size_t epochs = 1;
    for (int k = 0; k < graphCount(); ++k)
        for (const QCPGraphData& point : *graph(k)->data()) {
            least = std::min(least, point.value);
            most = std::max(most, point.value);
        }
    for (const HistoryCurve& curve : curves_)
        epochs = std::max(epochs, curve.mean.size());
    const double last = static_cast<double>(epochs);
    xAxis->setRange(1 - 0.02 * last, last + 0.02 * last);
    if (!std::isfinite(most))
        yAxis->setRange(0, 1);
    else if (ceiling_ > 0)
        yAxis->setRange(std::min(least, 0.9 * ceiling_) - 0.01 * ceiling_, 1.01 * ceiling_);
    else
        yAxis->setRange(std::min(0.0, least), most > 0 ? 1.05 * most : 1);
}

void HistoryPlot::resetView() {
    chosen_ = false;
    fit();
    replot(rpQueuedReplot);
    emit viewReset();
}

void HistoryPlot::style() {
    for (std::size_t c = 0; c < curves_.size(); ++c) {
        const HistoryCurve& curve = curves_[c];
        const int first = static_cast<int>(c) * graphsOfCurve;
        const QCPScatterStyle marker = columnMarker(theme(), curve.column, 5);
        QPen pen(marker.pen().color(), 1.6);
        if (curve.dashed)
            pen.setDashPattern({4, 2.5});
        graph(first + 1)->setBrush(faded(pen.color(), 0.16));
        graph(first + 2)->setPen(pen);
        graph(first + 2)->setScatterStyle(
            curve.mean.size() <= fewEpochs ? marker : QCPScatterStyle(QCPScatterStyle::ssNone));
    }
}

void HistoryPlot::restyle(const Theme& theme) {
    Plot::restyle(theme);
    // The base class calls this before there are graphs.
    if (graphCount() == static_cast<int>(curves_.size()) * graphsOfCurve)
        style();
}

QString HistoryPlot::csv() const {
    QString text = QStringLiteral("curve,epoch,mean,std\n");
    for (const HistoryCurve& curve : curves_)
        for (std::size_t k = 0; k < curve.mean.size(); ++k) {
            QString name = curve.name;
            name.replace(u'"', QStringLiteral("\"\""));
            text += QStringLiteral("\"%1\",%2,%3,%4\n")
                        .arg(name)
                        .arg(k + 1)
                        .arg(exactNumber(curve.mean[k]))
                        .arg(curve.std.empty() ? QString() : exactNumber(curve.std[k]));
        }
    return text;
}

} // namespace kamke::ui
