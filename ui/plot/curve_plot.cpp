#include "ui/plot/curve_plot.h"

#include "ui/plot/end_labels.h"

namespace kamke::ui {

CurvePlot::CurvePlot(QWidget* parent)
    : Plot(parent)
    , labels_(new EndLabels(this)) {}

void CurvePlot::setWholeSteps(int ticks) {
    const auto ticker = QSharedPointer<QCPAxisTickerFixed>::create();
    ticker->setTickStep(1);
    ticker->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
    ticker->setTickCount(ticks);
    xAxis->setTicker(ticker);
}

void CurvePlot::setCurves(std::vector<PlotCurve> curves, const QRectF& fitted) {
    if (curves.empty())
        forgetChosenView();
    curves_ = std::move(curves);
    fitted_ = fitted;
    clearGraphs();
    graphs_.assign(curves_.size(), {});
    const auto add = [this](const PlotCurve& curve, double spreads) {
        QVector<QCPGraphData> points;
        points.reserve(curve.points.size());
        for (qsizetype k = 0; k < curve.points.size(); ++k)
            points.append(
                {curve.points[k].x(),
                 spreads == 0 ? curve.points[k].y() : curve.points[k].y() + spreads * curve.spread[k]});
        QCPGraph* graph = addGraph();
        graph->setValueAxis(curve.top > 0 ? yAxis2 : yAxis);
        graph->data()->set(points, true);
        return graph;
    };
    for (std::size_t k = 0; k < curves_.size(); ++k)
        if (!curves_[k].spread.isEmpty()) {
            QCPGraph* lower = add(curves_[k], -1);
            QCPGraph* upper = graphs_[k].upper = add(curves_[k], 1);
            lower->setPen(Qt::NoPen);
            upper->setPen(Qt::NoPen);
            upper->setChannelFillGraph(lower);
        }
    for (std::size_t k = 0; k < curves_.size(); ++k) {
        graphs_[k].line = add(curves_[k], 0);
        graphs_[k].line->setName(curves_[k].name);
        if (curves_[k].top > 0)
            yAxis2->setRange(0, 1.08 * curves_[k].top);
    }
    style();
    fitUnlessChosen();
    replot(rpQueuedReplot);
}

QStringList CurvePlot::ends() const {
    QStringList texts;
    for (const PlotCurve& curve : curves_)
        texts << curve.end;
    return texts;
}

void CurvePlot::style() {
    std::vector<EndLabel> labels;
    for (std::size_t k = 0; k < curves_.size(); ++k) {
        const PlotCurve& curve = curves_[k];
        const CurveLook look = curve.look(theme());
        graphs_[k].line->setPen(look.pen);
        graphs_[k].line->setScatterStyle(look.marker);
        if (graphs_[k].upper)
            graphs_[k].upper->setBrush(faded(look.pen.color(), look.envelope));
        if (!curve.end.isEmpty() && !curve.points.isEmpty())
            labels.push_back({curve.end, curve.points.back(), graphs_[k].line->valueAxis(), look.ink});
    }
    labels_->set(std::move(labels), smallFont());
    QMargins margins = axisRect()->minimumMargins();
    margins.setRight(std::max(12, labels_->width()));
    axisRect()->setMinimumMargins(margins);
}

void CurvePlot::restyle(const Theme& theme) {
    Plot::restyle(theme);
    style();
}

} // namespace kamke::ui
