#include "ui/workspaces/sweep/lipschitz_plot.h"

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
    : PaintedPlot(parent)
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
    connect(this, &QCustomPlot::beforeReplot, this, &LipschitzPlot::makeRoomForKey);
    connect(link, &SweepLink::changed, this, &LipschitzPlot::refresh);
    refresh();
}

void LipschitzPlot::restyle(const Theme& theme) {
    PaintedPlot::restyle(theme);
    name();
}

bool LipschitzPlot::isStale() const {
    return link_->isStale();
}

std::optional<QString> LipschitzPlot::insteadOfData() const {
    if (!points_.empty())
        return std::nullopt;
    return unbounded_.isEmpty() ? tr("No network has been read yet.")
                                : tr("No Lipschitz constant is proved for any of these networks.");
}

void LipschitzPlot::prepare() {
    fitUnlessChosen();
    name();
    QStringList parts;
    for (const Point& point : points_)
        parts << reading(point);
    setSummary(parts.isEmpty() ? tr("No network has a proved Lipschitz constant yet.") : parts.join(u' '));
}

bool LipschitzPlot::take() {
    points_.clear();
    unbounded_.clear();
    const auto results = link_->results();
    const int certificate = this->certificate(), eps = shownEps(*link_);
    if (!results)
        return true;
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
    return true;
}

Index LipschitzPlot::dot(const Point& point) const {
    return shows_ == Shows::Error ? point.done - point.correct : point.correct;
}

int LipschitzPlot::certificate() const {
    return shows_ == Shows::Error ? -1 : shownCertificate(*link_);
}

void LipschitzPlot::fitView() {
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
    const QRectF area = this->area();
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
    painter.setOpacity(1);
    painter.setFont(smallFont());
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

QString LipschitzPlot::reading(const Point& point) const {
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

void LipschitzPlot::pressAt(const QPointF& pixel) {
    if (const Point* point = pointAt(pixel))
        emit chosen(point->network);
}

void LipschitzPlot::hoverAt(const QPointF& pixel) {
    const Point* point = pointAt(pixel);
    const int network = point ? point->network : -1;
    if (network == hovered_)
        return;
    hovered_ = network;
    setCursor(point ? Qt::PointingHandCursor : Qt::ArrowCursor);
    emit read(point ? reading(*point) : QString());
    name();
    redraw();
}

void LipschitzPlot::endHover() {
    hovered_ = -1;
    emit read({});
    name();
    redraw();
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
