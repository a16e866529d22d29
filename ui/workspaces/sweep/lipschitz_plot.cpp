#include "ui/workspaces/sweep/lipschitz_plot.h"

#include "ui/plot/canvas.h"
#include "ui/plot/plot_terms.h"
#include "ui/text/number_text.h"
#include "ui/widgets/digit_text.h"
#include "ui/workspaces/sweep/sweep_choices.h"
#include "ui/workspaces/sweep/sweep_curve.h"
#include "ui/workspaces/sweep/sweep_link.h"

#include <QLocale>
#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {

QString percents(double value) {
    return QLocale().toString(value, 'f', 1);
}

} // namespace

LipschitzPlot::LipschitzPlot(SweepLink* link, Shows shows, QWidget* parent)
    : Plot(parent)
    , link_(link)
    , shows_(shows)
    , labels_(new Labels(this)) {
    const bool error = shows == Shows::Error;
    setObjectName(error ? QStringLiteral("sweep.lipschitzError") : QStringLiteral("sweep.lipschitz"));
    setAccessibleName(
        error ? tr("Test error against Lipschitz constant") : tr("Accuracy against Lipschitz constant"));
    setAxisNames(tr("Lipschitz constant L"), error ? tr("test error (%)") : tr("samples (%)"));
    setHorizontalStart(0);
    setAxisTerms(this, QStringLiteral("lipschitz-constant"), QStringLiteral("share"));
    xAxis->setTicker(ticker_);
    // Owned by the plot.
    new Canvas(this, QStringLiteral("main"), [this](QCPPainter& painter) { paint(painter); });
    connect(this, &QCustomPlot::beforeReplot, this, &LipschitzPlot::makeRoomForKey);
    connect(link, &SweepLink::changed, this, &LipschitzPlot::refresh);
    connect(this, &Plot::viewChosen, this, [this] { chosenView_ = true; });
    refresh();
}

void LipschitzPlot::restyle(const Theme& theme) {
    Plot::restyle(theme);
    name();
}

void LipschitzPlot::showEvent(QShowEvent* event) {
    Plot::showEvent(event);
    if (due_)
        refresh();
}

void LipschitzPlot::refresh() {
    due_ = !isVisible();
    collect();
    if (!chosenView_)
        fit();
    name();
    QStringList parts;
    for (const Point& point : points_)
        parts << words(point);
    setSummary(parts.isEmpty() ? tr("No network has a proved Lipschitz constant yet.") : parts.join(u' '));
    replot(rpQueuedReplot);
}

void LipschitzPlot::collect() {
    points_.clear();
    unbounded_.clear();
    const auto results = link_->results();
    const int certificate = this->certificate(), eps = shownEps(*link_);
    if (!results)
        return;
    for (std::size_t k = 0; k < results->networks.size(); ++k) {
        const SweepNetwork& network = results->networks[k];
        if (!network.certifier || !network.counts || network.counts->done == 0)
            continue;
        const double lipschitz = network.certifier->lipschitz;
        if (!std::isfinite(lipschitz) || lipschitz <= 0) {
            unbounded_ << network.name;
            continue;
        }
        Point point{
            static_cast<int>(k), network.name, lipschitz, network.counts->done, network.counts->correct};
        point.read = exactInterval(dot(point), point.done);
        if (certificate >= 0 && eps >= 0) {
            point.certified = network.counts->certified(certificate, eps);
            point.certain = exactInterval(point.certified, point.done);
        }
        points_.push_back(point);
    }
}

Index LipschitzPlot::dot(const Point& point) const {
    return shows_ == Shows::Error ? point.done - point.correct : point.correct;
}

int LipschitzPlot::certificate() const {
    return shows_ == Shows::Error ? -1 : shownCertificate(*link_);
}

void LipschitzPlot::fit() {
    if (points_.empty())
        return;
    double left = INFINITY, right = -INFINITY, least = 1, most = 0;
    for (const Point& point : points_) {
        left = std::min(left, std::log10(point.lipschitz));
        right = std::max(right, std::log10(point.lipschitz));
        least = std::min({least, point.certain.lower, point.read.lower});
        most = std::max(most, point.read.upper);
    }
    // Room for a name on the right, and for one network alone.
    const double margin = std::max(0.15, 0.15 * (right - left));
    const double bottom = shows_ == Shows::Error ? 0 : 10 * std::floor(10 * least);
    const double top = shows_ == Shows::Error ? std::min(102.0, 125 * most) : 102;
    setView({left - margin, bottom, right - left + 3 * margin, top - bottom});
}

void LipschitzPlot::resetView() {
    chosenView_ = false;
    fit();
    emit viewReset();
}

void LipschitzPlot::name() {
    std::vector<Label> labels;
    std::vector<QRectF> avoid;
    // In plot coordinates a mark is about so large.
    const double width = 0.015 * xAxis->range().size(), height = 0.02 * yAxis->range().size();
    const auto box = [&](const Point& point, Index count) {
        return QRectF(
            std::log10(point.lipschitz) - width, percentOf(count, point.done) - height, 2 * width,
            2 * height);
    };
    for (const Point& point : points_) {
        labels.push_back(
            {QFontMetricsF(smallFont()).elidedText(point.name, Qt::ElideMiddle, 110),
             QString::number(point.network), box(point, dot(point)), theme().seriesText(point.network),
             point.network == hovered_});
        const auto whole = [&](const QRectF& mark, const ShareInterval& interval) {
            return mark.united(QRectF(
                mark.left(), 100 * interval.lower, mark.width(), 100 * (interval.upper - interval.lower)));
        };
        avoid.push_back(whole(box(point, dot(point)), point.read));
        if (shows_ == Shows::Accuracy && certificate() >= 0)
            avoid.push_back(whole(box(point, point.certified), point.certain));
    }
    labels_->set(std::move(labels), {}, std::move(avoid), smallFont());
}

QStringList LipschitzPlot::keyLines(int width) const {
    const int certificate = this->certificate();
    QStringList parts{shows_ == Shows::Error ? tr("● misread") : tr("● read correctly")};
    if (certificate >= 0 && shownEps(*link_) >= 0)
        parts << tr("◆ certified by %1 at %2")
                     .arg(
                         labelOf(*link_->results()->plan.certificates[static_cast<std::size_t>(certificate)]),
                         epsText(link_->results()->plan, shownEps(*link_)));
    if (!unbounded_.isEmpty())
        parts << tr("no constant is proved for %1").arg(unbounded_.join(QStringLiteral(", ")));
    const QFontMetrics metrics(smallFont());
    QStringList lines;
    for (const QString& part : std::as_const(parts)) {
        const QString longer = lines.isEmpty() ? part : lines.back() + QStringLiteral("   ") + part;
        if (!lines.isEmpty() && metrics.horizontalAdvance(longer) <= width)
            lines.back() = longer;
        else
            lines << part;
    }
    for (QString& line : lines)
        line = metrics.elidedText(line, Qt::ElideRight, width);
    return lines;
}

void LipschitzPlot::makeRoomForKey() {
    const int lines = points_.empty() ? 0 : static_cast<int>(keyLines(keyWidth()).size());
    QMargins margins = axisRect()->minimumMargins();
    margins.setTop(lines > 0 ? lines * QFontMetrics(smallFont()).height() + 8 : 0);
    if (margins != axisRect()->minimumMargins())
        axisRect()->setMinimumMargins(margins);
}

int LipschitzPlot::keyWidth() const {
    return std::max(60, viewport().width() - 24);
}

QPointF LipschitzPlot::place(const Point& point, Index count) const {
    return toPixel({std::log10(point.lipschitz), percentOf(count, point.done)});
}

void LipschitzPlot::whisker(
    QCPPainter& painter, double x, const ShareInterval& interval, const QColor& colour) const {
    const QRectF area = axisRect()->rect();
    const double low = std::clamp(toPixel({0, 100 * interval.lower}).y(), area.top(), area.bottom()),
                 high = std::clamp(toPixel({0, 100 * interval.upper}).y(), area.top(), area.bottom());
    painter.setPen(QPen(colour, 1.2));
    painter.drawLine(QPointF(x, low), QPointF(x, high));
    for (const double y : {low, high})
        painter.drawLine(QPointF(x - 3, y), QPointF(x + 3, y));
}

void LipschitzPlot::paint(QCPPainter& painter) {
    const QRectF area = axisRect()->rect();
    painter.setFont(smallFont());
    if (points_.empty()) {
        painter.setPen(theme().faintText);
        painter.drawText(
            area.adjusted(12, 0, -12, 0), Qt::AlignCenter | Qt::TextWordWrap,
            unbounded_.isEmpty() ? tr("No network has been read yet.")
                                 : tr("No Lipschitz constant is proved for any of these networks."));
        return;
    }
    painter.save();
    if (link_->isStale())
        painter.setOpacity(0.45);
    const int certificate = this->certificate();
    for (const Point& point : points_) {
        const QPointF read = place(point, dot(point)), certified = place(point, point.certified);
        if (read.x() < area.left() - 1 || read.x() > area.right() + 1)
            continue;
        const QColor colour = theme().seriesPen(point.network).color();
        painter.setPen(QPen(theme().grid, 1));
        if (shows_ == Shows::Accuracy)
            painter.drawLine(
                QPointF(read.x(), std::clamp(read.y(), area.top(), area.bottom())),
                QPointF(read.x(), std::clamp(certified.y(), area.top(), area.bottom())));
        const double size = point.network == hovered_ ? 6 : 4.5;
        if (certificate >= 0 && area.contains(certified)) {
            const QColor own = theme().certificate(
                *link_->results()->plan.certificates[static_cast<std::size_t>(certificate)]);
            whisker(painter, read.x(), point.certain, own);
            painter.setPen(QPen(theme().card, 1));
            painter.setBrush(own);
            painter.drawPolygon(QPolygonF{
                certified + QPointF(0, -size - 1), certified + QPointF(size + 1, 0),
                certified + QPointF(0, size + 1), certified + QPointF(-size - 1, 0)});
        }
        if (area.contains(read)) {
            whisker(painter, read.x(), point.read, colour);
            painter.setPen(QPen(theme().card, 1));
            painter.setBrush(colour);
            painter.drawEllipse(read, size, size);
        }
    }
    painter.restore();
    painter.setPen(theme().faintText);
    // Above the axes, where no data are.
    const QStringList lines = keyLines(keyWidth());
    const int height = QFontMetrics(smallFont()).height();
    double top = area.top() - 4 - height * static_cast<double>(lines.size());
    for (const QString& line : lines) {
        painter.drawText(
            QRectF(viewport().left() + 12, top, keyWidth(), height), Qt::AlignLeft | Qt::AlignVCenter, line);
        top += height;
    }
}

const LipschitzPlot::Point* LipschitzPlot::pointAt(const QPointF& pixel) const {
    const Point* nearest = nullptr;
    double least = 14;
    for (const Point& point : points_)
        for (const Index count : {dot(point), shows_ == Shows::Error ? dot(point) : point.certified}) {
            const QPointF away = place(point, count) - pixel;
            if (const double distance = std::hypot(away.x(), away.y()); distance < least) {
                least = distance;
                nearest = &point;
            }
        }
    return nearest;
}

QString LipschitzPlot::words(const Point& point) const {
    const int certificate = this->certificate(), eps = shownEps(*link_);
    QString text =
        (shows_ == Shows::Error ? tr("%1: L = %2, %3 % of %4 samples are misread [%5, %6]")
                                : tr("%1: L = %2, %3 % of %4 samples are read correctly [%5, %6]"))
            .arg(
                point.name, formatNumber(point.lipschitz, Rounded::Up),
                percents(percentOf(dot(point), point.done)), QLocale().toString(qlonglong{point.done}),
                percents(100 * point.read.lower), percents(100 * point.read.upper));
    if (certificate >= 0 && eps >= 0)
        text += tr(", %1 % are certified by %2 at %3 [%4, %5]")
                    .arg(
                        percents(percentOf(point.certified, point.done)),
                        labelOf(*link_->results()->plan.certificates[static_cast<std::size_t>(certificate)]),
                        epsText(link_->results()->plan, eps), percents(100 * point.certain.lower),
                        percents(100 * point.certain.upper));
    return text + u'.';
}

void LipschitzPlot::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton)
        if (const Point* point = pointAt(event->position()))
            emit chosen(point->network);
    Plot::mousePressEvent(event);
}

void LipschitzPlot::mouseMoveEvent(QMouseEvent* event) {
    Plot::mouseMoveEvent(event);
    if (isPanning())
        return;
    const Point* point = pointAt(event->position());
    const int network = point ? point->network : -1;
    if (network == hovered_)
        return;
    hovered_ = network;
    setCursor(point ? Qt::PointingHandCursor : Qt::ArrowCursor);
    emit read(point ? words(*point) : QString());
    name();
    replot(rpQueuedReplot);
}

void LipschitzPlot::leaveEvent(QEvent* event) {
    hovered_ = -1;
    emit read({});
    name();
    Plot::leaveEvent(event);
    replot(rpQueuedReplot);
}

QString LipschitzPlot::csv() const {
    QString text = QStringLiteral("network,lipschitz,samples,read,certified,certificate,eps,norm\n");
    const auto results = link_->results();
    const int certificate = this->certificate(), eps = shownEps(*link_);
    for (const Point& point : points_) {
        QString name = point.name;
        text += u'"' + name.replace(u'"', QStringLiteral("\"\"")) + QStringLiteral("\",") +
                exactNumber(point.lipschitz) +
                QStringLiteral(",%1,%2,%3,").arg(point.done).arg(point.correct).arg(point.certified);
        if (certificate >= 0 && eps >= 0)
            text += idOf(*results->plan.certificates[static_cast<std::size_t>(certificate)]) + u',' +
                    exactNumber(results->plan.eps(eps)) + u',' + QLatin1String(normId(results->plan.norm));
        else
            text += QStringLiteral(",,");
        text += u'\n';
    }
    return text;
}

} // namespace kamke::ui
