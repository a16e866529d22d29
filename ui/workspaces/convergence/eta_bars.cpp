#include "ui/workspaces/convergence/eta_bars.h"

#include "core/model/matrix_measure.h"
#include "ui/plot/plot_terms.h"
#include "ui/text/number_text.h"

#include <QMouseEvent>
#include <algorithm>
#include <cmath>
#include <limits>

namespace kamke::ui {
namespace {

constexpr double barGrabRange = 9;  ///< px around a handle
constexpr double mostRatio = 1e4;   ///< of two weights, by dragging
constexpr double handleColumn = 7;  ///< px that a column needs for its handle to be drawn
constexpr double numberColumn = 46; ///< px that a column needs for its weight

} // namespace

double weightForRow(const Matrix& A, const Vector& eta, Index i, double value) {
    double others = 0;
    for (Index j = 0; j < A.cols(); ++j)
        if (j != i)
            others += std::abs(A(i, j)) * eta(j);
    if (!(others > 0))
        return std::numeric_limits<double>::quiet_NaN();
    const double over = value - A(i, i);
    const double least = eta.maxCoeff() / mostRatio, most = eta.minCoeff() * mostRatio;
    return std::clamp(over > 0 ? others / over : most, std::min(least, most), std::max(least, most));
}

EtaBars::EtaBars(ConvergenceLink* link, QWidget* parent)
    : ConvergencePlot(link, tr("Measure of every row"), parent) {
    setObjectName(QStringLiteral("convergence.eta.bars"));
    setAxisNames(tr("row"), tr("row of μ"));
    setAxisTerms(this, QStringLiteral("eta"), QStringLiteral("row-measure"));
    xAxis->setTicks(false);
    xAxis->setTickLabels(false);
    xAxis->grid()->setVisible(false);
    connect(link, &ConvergenceLink::hoverChanged, this, &EtaBars::redrawMoving);
}

QMargins EtaBars::room() const {
    const int line = QFontMetrics(smallFont()).height();
    return {0, 0, 0, 3 * line + 10};
}

void EtaBars::prepare() {
    const Matrix& A = result()->analysis->network().A;
    eta_ = link()->eta();
    rows_ = rowMeasures(A, eta_);
    const double least = std::min(0.0, rows_.minCoeff()), most = std::max(1.0, rows_.maxCoeff());
    const double margin = 0.08 * (most - least);
    // Under a drag the axis stands still, unless the bars leave it.
    const bool inside = yAxis->range().lower <= least && yAxis->range().upper >= most;
    if (!isDragging() || !inside)
        fit(
            {0, least - (least < 0 ? margin : 0), static_cast<double>(rows_.size()),
             most - least + (least < 0 ? 2 : 1) * margin});
    Index at = 0;
    rows_.maxCoeff(&at);
    setSummary(tr("The largest of %1 rows is row %2 with %3.")
                   .arg(rows_.size())
                   .arg(at + 1)
                   .arg(formatNumber(rows_(at))));
}

void EtaBars::paint(QCPPainter& painter) {
    const QRectF inside = area();
    const double column = x(1) - x(0), line = QFontMetricsF(smallFont()).height();
    Index largest = 0;
    rows_.maxCoeff(&largest);
    for (Index i = 0; i < rows_.size(); ++i) {
        const double left = x(static_cast<double>(i)), middle = left + column / 2;
        if (middle < inside.left() || middle > inside.right())
            continue;
        const double wide = std::min(0.62 * column, 46.0);
        const bool over = rows_(i) >= 1;
        QColor colour = over ? theme().bad : theme().accent;
        if (i != largest)
            colour.setAlphaF(0.5F);
        const double from = std::clamp(y(0), inside.top(), inside.bottom());
        const double to = std::clamp(y(rows_(i)), inside.top(), inside.bottom());
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawRect(
            QRectF(QPointF(middle - wide / 2, to), QPointF(middle + wide / 2, from)).normalized());
        if (column >= handleColumn && to > inside.top()) {
            painter.setPen(QPen(over ? theme().bad : theme().accent, column > 16 ? 2 : 1));
            painter.setBrush(theme().card);
            const double r = std::min(4.5, 0.3 * column);
            painter.drawEllipse(QPointF(middle, to), r, r);
        }
        const QRectF below(left, inside.bottom() + 3, column, line);
        const int every = std::max(1, static_cast<int>(std::ceil(22 / column)));
        if (i % every == 0)
            words(
                painter, below.adjusted(-12, 0, 12, 0), QString::number(i + 1), theme().faintText,
                Qt::AlignHCenter | Qt::AlignVCenter);
        if (column >= numberColumn) {
            words(
                painter, below.translated(0, line), QStringLiteral("η ") + briefNumber(eta_(i)), theme().text,
                Qt::AlignHCenter | Qt::AlignVCenter);
            const double top = rows_(i) >= 0 ? to - line - 5 : to + 6;
            words(
                painter, QRectF(left, std::max(top, inside.top() - line), column, line),
                briefNumber(rows_(i)), over ? theme().bad : theme().text, Qt::AlignHCenter | Qt::AlignVCenter,
                i == largest);
        }
    }
    QPen limit(theme().bad, 1.2);
    limit.setDashPattern({4, 3});
    painter.setPen(limit);
    polyline(painter, {{inside.left(), y(1)}, {inside.right(), y(1)}});
    painter.setPen(QPen(theme().axis, 1));
    polyline(painter, {{inside.left(), y(0)}, {inside.right(), y(0)}});
}

void EtaBars::paintMoving(QCPPainter& painter) {
    const int unit = link()->store()->hoveredUnit();
    if (unit < 0 || unit >= rows_.size())
        return;
    const QRectF column =
        QRectF(QPointF(x(unit), area().top()), QPointF(x(unit + 1), area().bottom())).intersected(area());
    painter.setPen(QPen(theme().samples, 1.4));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(column);
}

int EtaBars::unitAt(const QPointF& pixel) const {
    if (!result() || !area().adjusted(0, -barGrabRange, 0, 40).contains(pixel))
        return -1;
    const auto unit = static_cast<int>(std::floor(toPlot(pixel).x()));
    return unit >= 0 && unit < rows_.size() ? unit : -1;
}

int EtaBars::gripAt(const QPointF& pixel) const {
    const int unit = unitAt(pixel);
    if (unit < 0)
        return -1;
    const double end = std::clamp(y(rows_(unit)), area().top(), area().bottom());
    return std::abs(pixel.y() - end) <= barGrabRange ? unit : -1;
}

void EtaBars::takeHold(int grip, const QPointF&) {
    emit unitChosen(grip);
    merge_ = link()->store()->newMergeId();
}

void EtaBars::dragTo(int grip, const QPointF& pixel) {
    if (!result() || grip >= rows_.size())
        return;
    const double weight = weightForRow(result()->analysis->network().A, eta_, grip, toPlot(pixel).y());
    if (!std::isfinite(weight))
        return;
    Vector next = eta_;
    next(grip) = weight;
    link()->setEta(next, merge_);
}

void EtaBars::letGo(int) {
    refresh(); // now the axis may fit again
}

void EtaBars::pressAt(const QPointF& pixel) {
    if (const int unit = unitAt(pixel); unit >= 0)
        emit unitChosen(unit);
}

void EtaBars::hoverAt(const QPointF& pixel) {
    setCursor(gripAt(pixel) >= 0 ? Qt::SizeVerCursor : Qt::ArrowCursor);
    link()->store()->setHoveredUnit(unitAt(pixel));
}

void EtaBars::endHover() {
    link()->store()->setHoveredUnit(-1);
}

void EtaBars::mouseDoubleClickEvent(QMouseEvent* event) {
    if (const int unit = unitAt(event->position()); unit >= 0 && event->button() == Qt::LeftButton)
        emit typingRequested(unit);
    else
        ConvergencePlot::mouseDoubleClickEvent(event);
}

QString EtaBars::csv() const {
    QString text = QStringLiteral("row,eta,row_measure\n");
    for (Index i = 0; i < rows_.size(); ++i)
        text += QStringLiteral("%1,%2,%3\n").arg(i + 1).arg(exactNumber(eta_(i)), exactNumber(rows_(i)));
    return text;
}

} // namespace kamke::ui
