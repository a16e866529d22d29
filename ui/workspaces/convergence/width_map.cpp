#include "ui/workspaces/convergence/width_map.h"

#include "ui/plot/plot_terms.h"
#include "ui/text/number_text.h"

#include <algorithm>
#include <cmath>

namespace kamke::ui {
namespace {

constexpr int scaleWidth = 12;         ///< px
constexpr int scaleRoom = 92;          ///< px, with its numbers
constexpr double wideRange = 1e3;      ///< beyond it the scale is logarithmic
constexpr double smallestShare = 1e-9; ///< of the largest width that a logarithmic scale shows

} // namespace

WidthMap::WidthMap(ConvergenceLink* link, QWidget* parent)
    : ConvergencePlot(link, tr("Widths of the units over the iterations"), parent) {
    setObjectName(QStringLiteral("convergence.widths.plot"));
    setAxisNames(tr("iteration"), tr("unit"));
    setHorizontalStart(0);
    setAxisTerms(this, QStringLiteral("iteration"), QStringLiteral("state"));
    yAxis->setRangeReversed(true);
    const auto units = QSharedPointer<QCPAxisTickerFixed>::create();
    units->setTickStep(1);
    units->setTickOrigin(1);
    units->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
    units->setTickCount(6);
    yAxis->setTicker(units);
    for (QCPAxis* axis : {xAxis, yAxis})
        axis->grid()->setVisible(false);
    connect(link, &ConvergenceLink::hoverChanged, this, &WidthMap::redrawMoving);
}

QMargins WidthMap::room() const {
    return {0, 0, scaleRoom, 0};
}

QString WidthMap::emptyReason() const {
    if (result()->job.methods.empty())
        return tr("Neither MM nor IBP is switched on, so there are no boxes whose widths could be shown.");
    return line_ ? QString() : tr("Tick a solver in the list on the right to see the widths of its boxes.");
}

double WidthMap::share(double width) const {
    if (!(most_ > least_))
        return 1;
    if (!logarithmic_)
        return (width - least_) / (most_ - least_);
    return std::log(std::max(width, least_) / least_) / std::log(most_ / least_);
}

void WidthMap::prepare() {
    shown_ = result();
    line_ = link()->widthLine();
    if (!line_) {
        // Nothing of the network before is left, its axes neither.
        widths_.resize(0, 0);
        image_ = QImage();
        fit({-0.5, 0.5, 1, static_cast<double>(shown_->analysis->network().n())});
        return;
    }
    const std::vector<Vector>& iterates = line_->run.iterates;
    const Index n = shown_->analysis->network().n(), count = static_cast<Index>(iterates.size());
    widths_.resize(n, count);
    for (Index k = 0; k < count; ++k) {
        const Vector& stacked = iterates[static_cast<std::size_t>(k)];
        widths_.col(k) = stacked.tail(n) - stacked.head(n);
    }
    most_ = count ? std::max(1e-300, widths_.maxCoeff()) : 1;
    double small = most_;
    for (const double width : widths_.reshaped())
        if (width > 0)
            small = std::min(small, width);
    logarithmic_ = small > 0 && most_ / small > wideRange;
    least_ = logarithmic_ ? std::max(small, smallestShare * most_) : 0;

    image_ = QImage(static_cast<int>(count), static_cast<int>(n), QImage::Format_RGB32);
    for (Index i = 0; i < n; ++i)
        for (Index k = 0; k < count; ++k) {
            const double width = widths_(i, k);
            const bool lost =
                width < -1e-12 * iterates[static_cast<std::size_t>(k)].lpNorm<Eigen::Infinity>();
            image_.setPixel(
                static_cast<int>(k), static_cast<int>(i),
                (lost ? theme().bad : Theme::magnitudeColour(share(width))).rgb());
        }
    const auto last = static_cast<double>(count);
    fit({-0.5, 0.5, std::max(1.0, last), static_cast<double>(n)});
    setSummary(tr("%1: the widest interval goes from %2 to %3 in %4 iterations")
                   .arg(
                       nameOf(*line_), formatNumber(widths_.col(0).maxCoeff()),
                       formatNumber(widths_.col(count - 1).maxCoeff()))
                   .arg(count - 1));
}

void WidthMap::paint(QCPPainter& painter) {
    // Only the cells in view: SVG files know no clip path.
    const QCPRange across = xAxis->range(), down = yAxis->range();
    const int firstColumn = std::clamp(static_cast<int>(std::floor(across.lower + 0.5)), 0, image_.width());
    const int lastColumn = std::clamp(static_cast<int>(std::ceil(across.upper + 0.5)), 0, image_.width());
    const int firstRow = std::clamp(static_cast<int>(std::floor(down.lower - 0.5)), 0, image_.height());
    const int lastRow = std::clamp(static_cast<int>(std::ceil(down.upper - 0.5)), 0, image_.height());
    const QRect cells(firstColumn, firstRow, lastColumn - firstColumn, lastRow - firstRow);
    if (!cells.isEmpty()) {
        const QRectF target(
            QPointF(x(firstColumn - 0.5), y(firstRow + 0.5)), QPointF(x(lastColumn - 0.5), y(lastRow + 0.5)));
        painter.save();
        painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setClipRect(area());
        painter.drawImage(target, image_, cells);
        painter.restore();
    }
    paintScale(painter);
}

void WidthMap::paintScale(QCPPainter& painter) const {
    const QRectF inside = area();
    const QRectF bar(inside.right() + 14, inside.top(), scaleWidth, inside.height());
    constexpr int steps = 64;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (int k = 0; k < steps; ++k)
        painter.fillRect(
            QRectF(
                bar.left(), bar.bottom() - (k + 1) * bar.height() / steps, bar.width(),
                bar.height() / steps + 1),
            Theme::magnitudeColour((k + 0.5) / steps));
    painter.restore();
    const double line = QFontMetricsF(smallFont()).height();
    const int labels = std::clamp(static_cast<int>(bar.height() / (2 * line)), 1, 5);
    for (int k = 0; k <= labels; ++k) {
        const double t = static_cast<double>(k) / labels;
        const double value =
            logarithmic_ ? least_ * std::pow(most_ / least_, t) : least_ + t * (most_ - least_);
        const double centre = bar.bottom() - t * bar.height();
        const double top = std::clamp(centre - line / 2, bar.top() - 2, bar.bottom() - line + 2);
        words(
            painter, QRectF(bar.right() + 5, top, scaleRoom - scaleWidth - 20, line),
            formatNumber(QString::number(value, 'g', 3).toDouble()), theme().faintText);
    }
    words(
        painter, QRectF(bar.left(), bar.bottom() + 6, scaleRoom - 14, line),
        logarithmic_ ? tr("width, log") : tr("width"), theme().faintText);
}

void WidthMap::paintMoving(QCPPainter& painter) {
    const double at = std::min(link()->cursor(), image_.width() - 1);
    const QRectF inside = area();
    const double left = x(at - 0.5), right = x(at + 0.5);
    painter.setBrush(Qt::NoBrush);
    if (right > inside.left() && left < inside.right()) {
        const QRectF column =
            QRectF(QPointF(left, inside.top()), QPointF(right, inside.bottom())).intersected(inside);
        // Dark around light: seen on every colour of the scale.
        painter.setPen(QPen(Theme::ink(1), 3));
        painter.drawRect(column);
        painter.setPen(QPen(Theme::ink(0), 1.4));
        painter.drawRect(column);
    }
    const int unit = link()->store()->hoveredUnit();
    if (unit < 0 || unit >= image_.height())
        return;
    const QRectF row = QRectF(QPointF(inside.left(), y(unit + 0.5)), QPointF(inside.right(), y(unit + 1.5)))
                           .normalized()
                           .intersected(inside);
    painter.setPen(QPen(Theme::ink(1), 3));
    painter.drawRect(row);
    painter.setPen(QPen(theme().samples, 1.4));
    painter.drawRect(row);
}

int WidthMap::gripAt(const QPointF& pixel) const {
    return line_ && area().contains(pixel) ? 0 : -1;
}

void WidthMap::takeHold(int grip, const QPointF& pixel) {
    dragTo(grip, pixel);
}

void WidthMap::dragTo(int, const QPointF& pixel) {
    link()->moveCursor(static_cast<int>(std::lround(toPlot(pixel).x())));
    hoverAt(pixel);
}

void WidthMap::hoverAt(const QPointF& pixel) {
    const QPointF at = toPlot(pixel);
    const auto unit = static_cast<int>(std::lround(at.y())) - 1;
    const auto iteration = static_cast<int>(std::lround(at.x()));
    const bool inside = result() && line_ && area().contains(pixel) && unit >= 0 && unit < widths_.rows() &&
                        iteration >= 0 && iteration < widths_.cols();
    link()->store()->setHoveredUnit(inside ? unit : -1);
    const QString reading = inside ? tr("unit %1 at iteration %2: width %3")
                                         .arg(unit + 1)
                                         .arg(iteration)
                                         .arg(formatNumber(widths_(unit, iteration)))
                                   : QString();
    if (reading != reading_) {
        reading_ = reading;
        emit readingChanged();
    }
}

void WidthMap::endHover() {
    link()->store()->setHoveredUnit(-1);
    reading_.clear();
    emit readingChanged();
}

QString WidthMap::csv() const {
    QString text = QStringLiteral("unit,iteration,width\n");
    for (Index i = 0; i < widths_.rows(); ++i)
        for (Index k = 0; k < widths_.cols(); ++k)
            text += QStringLiteral("%1,%2,%3\n").arg(i + 1).arg(k).arg(exactNumber(widths_(i, k)));
    return text;
}

} // namespace kamke::ui
