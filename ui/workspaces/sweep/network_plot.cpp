#include "ui/workspaces/sweep/network_plot.h"

#include "ui/plot/clip.h"
#include "ui/plot/end_labels.h"
#include "ui/plot/plot_terms.h"
#include "ui/plot/range_ticker.h"
#include "ui/text/number_text.h"
#include "ui/widgets/digit_text.h"
#include "ui/workspaces/sweep/sweep_choices.h"
#include "ui/workspaces/sweep/sweep_curve.h"
#include "ui/workspaces/sweep/sweep_link.h"

#include <QLocale>
#include <algorithm>
#include <cmath>
#include <utility>

namespace kamke::ui {

NetworkPlot::NetworkPlot(SweepLink* link, QWidget* parent)
    : PaintedPlot(parent)
    , link_(link)
    , linear_(QSharedPointer<RangeTicker>::create())
    , labels_(new EndLabels(this)) {
    setObjectName(QStringLiteral("sweep.networks"));
    setAccessibleName(tr("Certified accuracy of the networks against ε"));
    setAxisNames(QStringLiteral("ε"), tr("certified (%)"));
    setHorizontalStart(0);
    setAxisTerms(this, QStringLiteral("eps"), QStringLiteral("share"));
    labels_->setCurves([this] {
        std::vector<QPolygonF> curves;
        for (const Curve& curve : curves_) {
            QPolygonF line;
            for (Index e = 0; e < static_cast<Index>(curve.certified.size()); ++e)
                line << place(curve, e);
            curves.push_back(std::move(line));
        }
        return curves;
    });
    linear_->setTickCount(5);
    xAxis->setTicker(linear_);
    connect(link, &SweepLink::changed, this, &NetworkPlot::refresh);
    refresh();
}

void NetworkPlot::restyle(const Theme& theme) {
    PaintedPlot::restyle(theme);
    name();
}

QMargins NetworkPlot::room() const {
    return {0, 0, labels_ ? labels_->width() : 0, 0};
}

bool NetworkPlot::isStale() const {
    return link_->isStale();
}

std::optional<QString> NetworkPlot::insteadOfData() const {
    return curves_.empty() ? std::optional(tr("Nothing is certified yet.")) : std::nullopt;
}

void NetworkPlot::prepare() {
    const bool log = link_->settings().logEps;
    if (log != (xAxis->ticker() == logarithmic_)) {
        xAxis->setTicker(log ? logarithmic_.staticCast<QCPAxisTicker>() : linear_);
        forgetChosenView();
    }
    fitUnlessChosen();
    name();
    setAxisNames(epsAxisName(link_->results().get()), tr("certified (%)"));
    QStringList parts;
    const int eps = shownEps(*link_);
    for (const Curve& curve : curves_)
        if (eps >= 0)
            parts << reading(curve, eps);
    setSummary(parts.isEmpty() ? tr("Nothing is certified yet.") : parts.join(QStringLiteral("; ")));
}

bool NetworkPlot::take() {
    const auto results = link_->results();
    const int certificate = shownCertificate(*link_);
    if (results && results == collected_ && certificate == certificate_)
        return true;
    collected_ = results;
    certificate_ = certificate;
    hovered_.reset();
    curves_.clear();
    if (!results || certificate < 0)
        return true;
    for (std::size_t k = 0; k < results->networks.size(); ++k) {
        const SweepNetwork& network = results->networks[k];
        if (!network.counts || network.counts->done == 0)
            continue;
        Curve curve{static_cast<int>(k), network.name, network.counts->done, {}, {}};
        for (Index e = 0; e < results->plan.eps.size(); ++e) {
            const Index count = network.counts->certified(certificate, e);
            curve.certified.push_back(count);
            curve.interval.push_back(exactInterval(count, curve.done));
        }
        curves_.push_back(std::move(curve));
    }
    return true;
}

double NetworkPlot::coordinate(Index eps) const {
    const Vector& grid = link_->results()->plan.eps;
    if (!link_->settings().logEps)
        return grid(eps);
    // ε = 0 has no place on a logarithmic axis: half a decade below the next one.
    return grid(eps) > 0 ? std::log10(grid(eps)) : grid.size() > 1 ? std::log10(grid(1)) - 0.5 : 0;
}

void NetworkPlot::fitView() {
    const auto results = link_->results();
    if (!results || results->plan.eps.size() == 0)
        return;
    const double left = link_->settings().logEps ? coordinate(0) : 0,
                 right = coordinate(results->plan.eps.size() - 1);
    setView({left, 0, right - left, 102});
}

void NetworkPlot::name() {
    std::vector<EndLabel> names;
    for (const Curve& curve : curves_)
        if (!curve.certified.empty()) {
            const auto last = static_cast<Index>(curve.certified.size()) - 1;
            names.push_back(
                {fontMetrics().elidedText(curve.name, Qt::ElideMiddle, 100),
                 {coordinate(last), percentOf(curve.certified.back(), curve.done)},
                 yAxis,
                 theme().seriesText(curve.network)});
        }
    labels_->set(std::move(names), smallFont());
    layOutAgain();
}

QPointF NetworkPlot::place(const Curve& curve, Index eps) const {
    return toPixel({coordinate(eps), percentOf(curve.certified[static_cast<std::size_t>(eps)], curve.done)});
}

void NetworkPlot::paint(QCPPainter& painter) {
    if (const int eps = shownEps(*link_); eps >= 0) {
        verticalLine(painter, coordinate(eps), QPen(theme().faintText, 1.2, Qt::DotLine));
    }
    for (std::size_t k = 0; k < curves_.size(); ++k)
        paintCurve(painter, curves_[k], hovered_ && hovered_->curve == k);
    if (hovered_) {
        const Curve& curve = curves_[hovered_->curve];
        if (const QPointF at = place(curve, hovered_->eps); area().contains(at)) {
            painter.setOpacity(1);
            painter.setPen(QPen(theme().card, 1.2));
            painter.setBrush(theme().seriesPen(curve.network).color());
            painter.drawEllipse(at, 5, 5);
        }
    }
}

void NetworkPlot::paintCurve(QCPPainter& painter, const Curve& curve, bool lit) const {
    const QPen pen = theme().seriesPen(curve.network, lit ? 3 : 2);
    const auto size = static_cast<Index>(curve.certified.size());
    QPolygonF band;
    for (Index e = 0; e < size; ++e)
        band << toPixel({coordinate(e), 100 * curve.interval[static_cast<std::size_t>(e)].upper});
    for (Index e = size - 1; e >= 0; --e)
        band << toPixel({coordinate(e), 100 * curve.interval[static_cast<std::size_t>(e)].lower});
    QColor soft = pen.color();
    soft.setAlphaF(0.16F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(soft);
    painter.drawPolygon(clipPolygon(band, area()));
    QPolygonF line;
    for (Index e = 0; e < size; ++e)
        line << place(curve, e);
    painter.setPen(pen);
    polyline(painter, line);
    if (size > 40)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(pen.color());
    for (Index e = 0; e < size; ++e)
        if (const QPointF at = place(curve, e); area().adjusted(-1, -1, 1, 1).contains(at))
            painter.drawEllipse(at, 2.4, 2.4);
}

std::optional<NetworkPlot::Hit> NetworkPlot::hitAt(const QPointF& pixel) const {
    std::optional<Hit> hit;
    double least = 16;
    for (std::size_t k = 0; k < curves_.size(); ++k)
        for (Index e = 0; e < static_cast<Index>(curves_[k].certified.size()); ++e) {
            const QPointF away = place(curves_[k], e) - pixel;
            if (const double distance = std::hypot(away.x(), away.y()); distance < least) {
                least = distance;
                hit = Hit{k, e};
            }
        }
    return hit;
}

QString NetworkPlot::reading(const Curve& curve, Index eps) const {
    const auto results = link_->results();
    const auto at = static_cast<std::size_t>(eps);
    const auto number = [](double value) { return QLocale().toString(value, 'f', 1); };
    return tr("%1: %2 of %3 samples certified by %4 at %5, %6 % [%7, %8]")
        .arg(
            curve.name, QLocale().toString(qlonglong{curve.certified[at]}),
            QLocale().toString(qlonglong{curve.done}),
            labelOf(*results->plan.certificates[static_cast<std::size_t>(shownCertificate(*link_))]),
            epsText(results->plan, eps), number(percentOf(curve.certified[at], curve.done)),
            number(100 * curve.interval[at].lower), number(100 * curve.interval[at].upper));
}

void NetworkPlot::pressAt(const QPointF& pixel) {
    if (const auto hit = hitAt(pixel))
        emit chosen(curves_[hit->curve].network, hit->eps);
}

void NetworkPlot::hoverAt(const QPointF& pixel) {
    const auto hit = hitAt(pixel);
    if (hit == hovered_)
        return;
    hovered_ = hit;
    setCursor(hit ? Qt::PointingHandCursor : Qt::ArrowCursor);
    emit read(hit ? reading(curves_[hit->curve], hit->eps) : QString());
    redraw();
}

void NetworkPlot::endHover() {
    hovered_.reset();
    emit read({});
    redraw();
}

QString NetworkPlot::csv() const {
    QString text = QStringLiteral("network,eps,samples,certified,lower,upper,norm\n");
    for (const Curve& curve : curves_) {
        QString name = curve.name;
        name = u'"' + name.replace(u'"', QStringLiteral("\"\"")) + u'"';
        for (std::size_t e = 0; e < curve.certified.size(); ++e)
            text += name + u',' + exactNumber(link_->results()->plan.eps(static_cast<Index>(e))) + u',' +
                    QString::number(curve.done) + u',' + QString::number(curve.certified[e]) + u',' +
                    exactNumber(curve.interval[e].lower) + u',' + exactNumber(curve.interval[e].upper) +
                    u',' + QLatin1String(normId(link_->results()->plan.norm)) + u'\n';
    }
    return text;
}

} // namespace kamke::ui
