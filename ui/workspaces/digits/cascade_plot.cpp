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
    legend->setVisible(true);
    legend->removeItem(0); // of the line at 0
    axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignBottom | Qt::AlignRight);
    restyle(theme());
}

void CascadePlot::show(const CascadeView* view) {
    course_ = view ? view->course : std::vector<InteriorStep>();
    QVector<QCPGraphData> proved, attained;
    for (std::size_t k = 0; k < course_.size(); ++k) {
        const double at = static_cast<double>(k) + 1;
        proved.append({at, course_[k].bound});
        // Before the moments are feasible their value is no bound of anything.
        if (course_[k].infeasible < 1e-3)
            attained.append({at, course_[k].primal});
        else
            attained.append({at, nan});
    }
    proved_->data()->set(proved, true);
    attained_->data()->set(attained, true);
    const double right = static_cast<double>(course_.size()) + 1;
    zero_->data()->set(QVector<QCPGraphData>{{0, 0}, {std::max(right, 1000.0), 0}}, true);
    setSummary(
        course_.empty() ? tr("No semidefinite program has run.")
                        : tr("After %1 iterations the margin is at least %2.")
                              .arg(course_.size())
                              .arg(formatNumber(course_.back().bound, Rounded::Down)));
    fitUnlessChosen();
    if (isVisible()) // there is nothing to paint on before
        replot(rpQueuedReplot);
}

void CascadePlot::fitView() {
    double least = 0, most = 0;
    // The first bounds are far off: what comes later says where to look.
    for (std::size_t k = course_.size() / 3; k < course_.size(); ++k) {
        least = std::min(least, course_[k].bound);
        most = std::max(most, course_[k].bound);
        if (course_[k].infeasible < 1e-3) {
            least = std::min(least, course_[k].primal);
            most = std::max(most, course_[k].primal);
        }
    }
    if (!(most > least)) {
        least = -1;
        most = 1;
    }
    const double size = most - least;
    setView({0, least - 0.1 * size, std::max(10.0, static_cast<double>(course_.size()) + 1), 1.2 * size});
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
    QString text = QStringLiteral("iteration,proved,attained,infeasible\n");
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
    QPen dashed(theme.text, 1.4);
    dashed.setDashPattern({4, 3});
    attained_->setPen(dashed);
    legend->setFont(smallFont());
    legend->setTextColor(theme.text);
    legend->setBrush(theme.plotGround);
    legend->setBorderPen(Qt::NoPen);
}

} // namespace kamke::ui
