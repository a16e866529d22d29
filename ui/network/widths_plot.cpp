#include "network/widths_plot.h"

#include "convergence/decade_ticker.h"
#include "network/compare_link.h"
#include "plot/plot_terms.h"
#include "widgets/number_text.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kamke::ui {

WidthsPlot::WidthsPlot(QWidget* parent)
    : Plot(parent) {
    setObjectName(QStringLiteral("network.widths"));
    setAccessibleName(tr("Interval widths against the iteration"));
    setAxisNames(tr("iteration"), tr("mean width of the states' intervals"));
    setAxisTerms(this, QStringLiteral("iteration"), QStringLiteral("ibp"));
    const auto decades = QSharedPointer<DecadeTicker>::create();
    decades->setTickCount(7);
    yAxis->setTicker(decades);
    connect(this, &Plot::viewChosen, this, [this] { chosen_ = true; });
}

void WidthsPlot::setCurves(std::vector<WidthCurve> curves) {
    curves_ = std::move(curves);
    clearGraphs();
    for (const WidthCurve& curve : curves_) {
        QVector<QCPGraphData> points;
        for (std::size_t k = 0; k < curve.widths.size(); ++k) {
            const double decades = std::log10(curve.widths[k]);
            if (decades > mostDecades)
                break;
            if (std::isfinite(decades))
                points.append({static_cast<double>(k), decades});
        }
        QCPGraph* graph = addGraph();
        graph->setName(curve.name);
        graph->data()->set(points, true);
    }
    style();
    if (!chosen_)
        fit();
    replot(rpQueuedReplot);
}

void WidthsPlot::fit() {
    double least = std::numeric_limits<double>::infinity(), most = -least, last = 1;
    for (int k = 0; k < graphCount(); ++k)
        for (const QCPGraphData& point : *graph(k)->data()) {
            least = std::min(least, point.value);
            most = std::max(most, point.value);
            last = std::max(last, point.key);
        }
    xAxis->setRange(-0.02 * last, 1.02 * last);
    if (!std::isfinite(most)) {
        yAxis->setRange(-1, 1);
        return;
    }
    const double margin = 0.05 * (most - least) + 0.2;
    yAxis->setRange(least - margin, most + margin);
}

void WidthsPlot::resetView() {
    chosen_ = false;
    fit();
    replot(rpQueuedReplot);
    emit viewReset();
}

void WidthsPlot::style() {
    for (std::size_t c = 0; c < curves_.size(); ++c) {
        QPen pen(columnMarker(theme(), curves_[c].column).pen().color(), 1.8);
        if (curves_[c].dashed)
            pen.setDashPattern({4, 2.5});
        graph(static_cast<int>(c))->setPen(pen);
    }
}

void WidthsPlot::restyle(const Theme& theme) {
    Plot::restyle(theme);
    // The base class calls this before there are graphs.
    if (graphCount() == static_cast<int>(curves_.size()))
        style();
}

QString WidthsPlot::csv() const {
    QString text = QStringLiteral("curve,iteration,width\n");
    for (const WidthCurve& curve : curves_)
        for (std::size_t k = 0; k < curve.widths.size(); ++k) {
            QString name = curve.name;
            name.replace(u'"', QStringLiteral("\"\""));
            text += QStringLiteral("\"%1\",%2,%3\n").arg(name).arg(k).arg(exactNumber(curve.widths[k]));
        }
    return text;
}

} // namespace kamke::ui
