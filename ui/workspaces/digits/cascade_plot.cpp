#include "ui/workspaces/digits/cascade_plot.h"

#include "core/certify/methods.h"
#include "ui/text/number_text.h"
#include "ui/widgets/digit_text.h"

#include <algorithm>
#include <cmath>

namespace kamke::ui {

CascadePlot::CascadePlot(QWidget* parent)
    : Plot(parent) {
    setObjectName(QStringLiteral("cascade.course"));
    setAccessibleName(tr("Course of the semidefinite program"));
    setAxisNames(tr("iteration"), tr("margin"));
    setHorizontalStart(0);
    zero_ = addGraph();
    proved_ = addGraph();
    attained_ = addGraph();
    proved_->setName(tr("proved"));
    attained_->setName(tr("attained by moments"));
    // Above the axes: a low plot has no corner without data.
    plotLayout()->insertRow(0);
    plotLayout()->addElement(0, 0, legend);
    plotLayout()->setRowStretchFactor(0, 0.001);
    plotLayout()->setRowSpacing(0);
    legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);
    legend->setMargins({6, 0, 6, 2});
    legend->setVisible(true);
    proved_->addToLegend();
    attained_->addToLegend();
    restyle(theme());
}

void CascadePlot::show(const CascadeView* view, const SearchRecord* search) {
    course_ = view && !search ? view->course : std::vector<InteriorStep>();
    moments_ = search ? search->course : std::vector<SearchMoment>();
    std::vector<Point> points;
    for (std::size_t k = 0; k < course_.size(); ++k)
        // Before the moments are feasible their value is no bound of anything.
        points.push_back(
            {static_cast<double>(k) + 1, course_[k].bound,
             course_[k].infeasible < 1e-3 ? course_[k].primal : nan});
    for (const SearchMoment& moment : moments_)
        points.push_back(
            {moment.seconds, std::isfinite(moment.proved) ? moment.proved : nan,
             std::isfinite(moment.found) ? moment.found : nan});
    setPoints(std::move(points), search != nullptr);
    setSummary(
        search
            ? tr("After %1 seconds the margin is at least %2 and at most %3.")
                  .arg(
                      formatNumber(search->now().seconds), formatNumber(search->now().proved, Rounded::Down),
                      formatNumber(search->now().found, Rounded::Up))
        : course_.empty() ? tr("No semidefinite program has run.")
                          : tr("After %1 iterations the margin is at least %2.")
                                .arg(course_.size())
                                .arg(formatNumber(course_.back().bound, Rounded::Down)));
}

void CascadePlot::setPoints(std::vector<Point> points, bool search) {
    points_ = std::move(points);
    setAccessibleName(search ? tr("Course of the search") : tr("Course of the semidefinite program"));
    setAxisNames(search ? tr("seconds") : tr("iteration"), tr("margin"));
    attained_->setName(search ? tr("best found") : tr("attained by moments"));
    for (QCPGraph* graph : {proved_, attained_})
        graph->setLineStyle(search ? QCPGraph::lsStepLeft : QCPGraph::lsLine);
    // The gap that is still open.
    proved_->setChannelFillGraph(search ? attained_ : nullptr);
    proved_->setBrush(search ? QBrush(faded(theme().samples, 0.18)) : QBrush(Qt::NoBrush));
    QVector<QCPGraphData> proved, attained;
    for (const Point& point : points_) {
        proved.append({point.at, point.proved});
        attained.append({point.at, point.attained});
    }
    proved_->data()->set(proved, true);
    attained_->data()->set(attained, true);
    const double right = points_.empty() ? 1 : points_.back().at;
    zero_->data()->set(QVector<QCPGraphData>{{0, 0}, {1000 * std::max(right, 1.0), 0}}, true);
    fitUnlessChosen();
    if (isVisible()) // there is nothing to paint on before
        replot(rpQueuedReplot);
}

void CascadePlot::fitView() {
    double least = 0, most = 0;
    // The first bounds are far off: what comes later says where to look.
    for (std::size_t k = points_.size() / 3; k < points_.size(); ++k)
        for (const double value : {points_[k].proved, points_[k].attained})
            if (std::isfinite(value)) {
                least = std::min(least, value);
                most = std::max(most, value);
            }
    if (!(most > least)) {
        least = -1;
        most = 1;
    }
    const double size = most - least, last = points_.empty() ? 0 : points_.back().at;
    const double right = moments_.empty() ? std::max(10.0, last + 1) : std::max(1e-3, 1.02 * last);
    setView({0, least - 0.1 * size, right, 1.2 * size});
}

void CascadePlot::showEvent(QShowEvent* event) {
    Plot::showEvent(event);
    replot(rpQueuedReplot); // what came while it was hidden
}

void CascadePlot::resizeEvent(QResizeEvent* event) {
    // While hidden it may be told of a size that there is nothing to paint on.
    if (!size().isEmpty())
        Plot::resizeEvent(event);
}

QString CascadePlot::csv() const {
    QString text;
    if (!moments_.empty()) {
        text = QStringLiteral("seconds,nodes,open,proved,found\n");
        for (const SearchMoment& moment : moments_)
            text += QStringLiteral("%1,%2,%3,%4,%5\n")
                        .arg(exactNumber(moment.seconds))
                        .arg(moment.nodes)
                        .arg(moment.open)
                        .arg(exactNumber(moment.proved), exactNumber(moment.found));
        return text;
    }
    text = QStringLiteral("iteration,proved,attained,infeasible\n");
    for (std::size_t k = 0; k < course_.size(); ++k)
        text += QStringLiteral("%1,%2,%3,%4\n")
                    .arg(k + 1)
                    .arg(
                        exactNumber(course_[k].bound), exactNumber(course_[k].primal),
                        exactNumber(course_[k].infeasible));
    return text;
}

void CascadePlot::restyle(const Theme& theme) {
    Plot::restyle(theme);
    zero_->setPen(QPen(theme.good, 1.2));
    QPen solid(theme.method(*findMethod("sdp")), 2);
    proved_->setPen(solid);
    if (proved_->channelFillGraph())
        proved_->setBrush(faded(theme.samples, 0.18));
    QPen dashed(theme.text, 1.4);
    dashed.setDashPattern({4, 3});
    attained_->setPen(dashed);
    legend->setFont(smallFont());
    legend->setTextColor(theme.text);
    legend->setBrush(theme.plotGround);
    legend->setBorderPen(Qt::NoPen);
}

} // namespace kamke::ui
