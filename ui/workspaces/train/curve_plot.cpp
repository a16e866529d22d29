#include "ui/workspaces/train/curve_plot.h"

#include "ui/plot/end_labels.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kamke::ui {

namespace {

QColor colourOf(CurveKind kind, const Theme& theme) {
    switch (kind) {
    case CurveKind::Training:
    case CurveKind::Loss:
        return theme.accent;
    case CurveKind::Validation:
        return theme.samples;
    case CurveKind::Certified:
        return theme.good;
    case CurveKind::Ramp:
        break;
    }
    return theme.faintText;
}

QPen penOf(CurveKind kind, const Theme& theme) {
    QPen pen(colourOf(kind, theme), kind == CurveKind::Ramp ? 1.2 : 2);
    pen.setCapStyle(Qt::RoundCap);
    pen.setJoinStyle(Qt::RoundJoin);
    if (kind == CurveKind::Certified)
        pen.setDashPattern({4, 2.5});
    else if (kind == CurveKind::Ramp)
        pen.setDashPattern({0.01, 2.4});
    return pen;
}

/// Values after so few epochs are shown as points, too.
constexpr int mostPoints = 60;

/// Once two epochs are whole, the view fits what comes after the first: before that everything is far away.
constexpr double settled = 2;

} // namespace

CurvePlot::CurvePlot(QWidget* parent)
    : Plot(parent) {
    labels_ = new EndLabels(this);
    const auto epochs = QSharedPointer<QCPAxisTickerFixed>::create();
    epochs->setTickStep(1);
    epochs->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
    epochs->setTickCount(5);
    xAxis->setTicker(epochs);
    connect(this, &Plot::viewChosen, this, [this] { chosen_ = true; });
    restyle(theme());
}

void CurvePlot::setCurves(std::vector<Curve> curves, int epochs, double ceiling) {
    if (curves.empty())
        chosen_ = false;
    curves_ = std::move(curves);
    epochs_ = std::max(1, epochs);
    ceiling_ = ceiling;
    const int count = static_cast<int>(curves_.size());
    while (graphCount() > count)
        removeGraph(graphCount() - 1);
    for (int k = 0; k < count; ++k) {
        const Curve& curve = curves_[static_cast<std::size_t>(k)];
        if (k >= graphCount())
            addGraph();
        QCPGraph* line = graph(k);
        line->setValueAxis(curve.top > 0 ? yAxis2 : yAxis);
        line->setName(curve.name);
        QVector<QCPGraphData> points;
        for (const QPointF& p : curve.points)
            points.append({p.x(), p.y()});
        line->data()->set(points, true);
        if (curve.top > 0)
            yAxis2->setRange(0, 1.08 * curve.top);
    }
    style();
    if (!chosen_)
        fit();
    replot(rpQueuedReplot);
}

void CurvePlot::fit() {
    double least = std::numeric_limits<double>::infinity(), most = -least;
    for (const Curve& curve : curves_) {
        if (curve.top > 0 || curve.points.isEmpty())
            continue;
        const double from = curve.points.back().x() >= settled ? 1 : 0;
        for (const QPointF& p : curve.points)
            if (p.x() >= from) {
                least = std::min(least, p.y());
                most = std::max(most, p.y());
            }
    }
    xAxis->setRange(0, epochs_);
    if (ceiling_ > 0) {
        least = std::isfinite(least) ? least : 0;
        // Whole tens, so that the axis stands still while the curves move.
        yAxis->setRange(std::min(0.9 * ceiling_, 10 * std::floor(least / 10)), 1.01 * ceiling_);
    } else {
        yAxis->setRange(0, std::isfinite(most) && most > 0 ? 1.05 * most : 1);
    }
}

void CurvePlot::resetView() {
    chosen_ = false;
    fit();
    replot(rpQueuedReplot);
    emit viewReset();
}

void CurvePlot::style() {
    std::vector<EndLabel> labels;
    for (int k = 0; k < graphCount(); ++k) {
        const Curve& curve = curves_[static_cast<std::size_t>(k)];
        QCPGraph* line = graph(k);
        line->setPen(penOf(curve.kind, theme()));
        QCPScatterStyle dot(QCPScatterStyle::ssDisc, 4);
        dot.setPen(QPen(colourOf(curve.kind, theme())));
        line->setScatterStyle(
            curve.kind == CurveKind::Validation && epochs_ <= mostPoints ? dot : QCPScatterStyle());
        if (!curve.points.isEmpty())
            labels.push_back(
                {curve.end, curve.points.back(), line->valueAxis(),
                 withContrast(colourOf(curve.kind, theme()), theme().plotGround)});
    }
    labels_->set(std::move(labels), smallFont());
    QMargins margins = axisRect()->minimumMargins();
    margins.setRight(std::max(12, labels_->width()));
    axisRect()->setMinimumMargins(margins);
}

void CurvePlot::restyle(const Theme& theme) {
    Plot::restyle(theme);
    // The base class calls this before there are labels.
    if (labels_)
        style();
}

} // namespace kamke::ui
