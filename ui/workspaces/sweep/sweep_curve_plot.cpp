#include "ui/workspaces/sweep/sweep_curve_plot.h"

#include "ui/plot/plot_terms.h"
#include "ui/text/number_text.h"
#include "ui/workspaces/sweep/sweep_link.h"

#include <QApplication>
#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {

/// Logical pixels around a point that are the point.
constexpr double reach = 12;

QString quoted(QString text) {
    return u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

} // namespace

SweepCurvePlot::SweepCurvePlot(SweepLink* link, QWidget* parent)
    : PaintedPlot(parent)
    , link_(link)
    , ticker_(xAxis->ticker()) {
    setObjectName(QStringLiteral("sweep.curves"));
    setAccessibleName(tr("Certified accuracy against ε"));
    setAxisNames(QStringLiteral("ε"), tr("samples, %"));
    setHorizontalStart(0);
    setAxisTerms(this, QStringLiteral("eps"), QStringLiteral("certified"));
    openFrame();
    connect(link, &SweepLink::changed, this, &SweepCurvePlot::refresh);
    refresh();
}

QMargins SweepCurvePlot::leastRoom() const {
    return {12, QFontMetrics(smallFont()).height() + 2, 16, 8};
}

bool SweepCurvePlot::isStale() const {
    return link_->isStale();
}

std::optional<QString> SweepCurvePlot::insteadOfData() const {
    if (!curves_.empty())
        return std::nullopt;
    return link_->runner()->isBusy() ? tr("Curves appear with the first samples …")
                                     : tr("No sample was done.");
}

void SweepCurvePlot::prepare() {
    const bool log = link_->settings().logEps;
    if (log != log_) {
        log_ = log;
        forgetChosenView();
        grid_.resize(0);
        if (log)
            xAxis->setTicker(logTicker_);
        else
            xAxis->setTicker(ticker_);
    }
    if (results_ && !same(results_->plan.eps, grid_))
        fitUnlessChosen();
    setAxisNames(epsAxisName(results_.get()), tr("samples, %"));
    setSummary(summary());
}

bool SweepCurvePlot::take() {
    const auto results = link_->results();
    const SweepState& settings = link_->settings();
    std::vector<SweepCurve> next;
    std::vector<std::shared_ptr<const SweepCounts>> drawn;
    for (std::size_t k = 0; results && k < results->networks.size(); ++k) {
        const auto number = static_cast<int>(k);
        const bool shown =
            !settings.alone || results->networks.size() == 1 ||
            number == std::min<int>(settings.network, static_cast<int>(results->networks.size()) - 1);
        drawn.push_back(shown ? results->networks[k].counts : nullptr);
        if (!shown || !drawn[k])
            continue;
        // Exact intervals take their time: only those of new counts are computed.
        if (k < drawn_.size() && drawn_[k] == drawn[k])
            std::copy_if(
                curves_.begin(), curves_.end(), std::back_inserter(next),
                [&](const SweepCurve& curve) { return curve.network == number; });
        else
            for (SweepCurve& curve : curvesOf(*results, number))
                next.push_back(std::move(curve));
    }
    curves_ = std::move(next);
    drawn_ = std::move(drawn);
    results_ = results;
    if (hit_ && (hit_->curve >= curves_.size() || hit_->point >= curves_[hit_->curve].points.size()))
        hit_.reset();
    return true;
}

double SweepCurvePlot::horizontal(double eps) const {
    return log_ ? std::log10(eps) : eps;
}

void SweepCurvePlot::fitView() {
    if (!results_)
        return;
    const Vector& eps = results_->plan.eps;
    if (eps.size() == 0)
        return;
    grid_ = eps;
    const double largest = eps(eps.size() - 1) > 0 ? eps(eps.size() - 1) : 1;
    double least = largest / 10;
    for (const double each : eps)
        if (each > 0) {
            least = std::min(least, each);
            break;
        }
    const double from = log_ ? std::log10(least) : 0, to = horizontal(largest);
    const double margin = 0.02 * std::max(to - from, log_ ? 0.1 : 0.0);
    setView({from - margin, -2, to - from + 2 * margin, 105});
}

QPointF SweepCurvePlot::place(const SweepCurve& curve, std::size_t point) const {
    const SweepCurve::Point& p = curve.points[point];
    return toPixel({horizontal(p.eps), 100 * p.share});
}

std::optional<SweepCurvePlot::Hit> SweepCurvePlot::hitAt(const QPointF& pixel) const {
    std::optional<Hit> nearest;
    double least = reach;
    for (std::size_t c = 0; c < curves_.size(); ++c)
        for (std::size_t k = 0; k < curves_[c].points.size(); ++k) {
            if (log_ && !(curves_[c].points[k].eps > 0))
                continue;
            const QPointF from = place(curves_[c], k) - pixel;
            if (const double distance = std::hypot(from.x(), from.y()); distance < least) {
                least = distance;
                nearest = Hit{c, k};
            }
        }
    return nearest;
}

void SweepCurvePlot::point(const std::optional<Hit>& hit) {
    if (hit == hit_)
        return;
    hit_ = hit;
    setCursor(hit && curves_[hit->curve].certificate ? Qt::PointingHandCursor : Qt::ArrowCursor);
    link_->hover(hit ? curves_[hit->curve].id() : QString());
    emit read(hit ? pointText(*results_, curves_[hit->curve], hit->point) : QString());
    replot(rpQueuedReplot);
}

void SweepCurvePlot::pressAt(const QPointF& pixel) {
    pressed_ = pixel;
}

void SweepCurvePlot::mouseReleaseEvent(QMouseEvent* event) {
    Plot::mouseReleaseEvent(event);
    const QPointF moved = event->position() - pressed_;
    if (event->button() != Qt::LeftButton || moved.manhattanLength() > QApplication::startDragDistance())
        return;
    const auto hit = hitAt(event->position());
    if (hit && curves_[hit->curve].certificate)
        link_->pick(curves_[hit->curve].id(), static_cast<Index>(hit->point), curves_[hit->curve].network);
}

void SweepCurvePlot::hoverAt(const QPointF& pixel) {
    point(hitAt(pixel));
}

void SweepCurvePlot::endHover() {
    point({});
}

QString SweepCurvePlot::summary() const {
    if (!results_)
        return tr("Nothing has been swept yet");
    QStringList parts;
    for (const SweepCurve& curve : curves_)
        if (!curve.points.empty())
            parts << tr("%1: %2 at %3, %4 at %5, of %6 samples")
                         .arg(nameOf(curve), percentText(curve.points.front().share))
                         .arg(epsText(results_->plan, 0), percentText(curve.points.back().share))
                         .arg(epsText(results_->plan, static_cast<Index>(curve.points.size()) - 1))
                         .arg(curve.trials);
    return parts.isEmpty() ? tr("No sample is done yet") : parts.join(QStringLiteral("; "));
}

QString SweepCurvePlot::csv() const {
    QString text =
        QStringLiteral("network,kind,method,eps,count,numerical,samples,share,lower95,upper95,norm\n");
    const auto row = [&](const QString& network, const char* kind, const QString& method,
                         const SweepCurve::Point& p, Index samples) {
        text +=
            QStringList{
                quoted(network),
                QLatin1String(kind),
                method,
                exactNumber(p.eps),
                QString::number(p.count),
                QString::number(p.numerical),
                QString::number(samples),
                exactNumber(p.share),
                exactNumber(p.interval.lower),
                exactNumber(p.interval.upper),
                QLatin1String(normId(results_->plan.norm))}
                .join(u',') +
            u'\n';
    };
    for (std::size_t k = 0; results_ && k < drawn_.size(); ++k) {
        if (!drawn_[k] || drawn_[k]->done == 0)
            continue;
        const QString& name = results_->networks[k].name;
        const SweepCounts& counts = *drawn_[k];
        row(name, "correct", {},
            {0, counts.correct, 0, counts.accuracy(), exactInterval(counts.correct, counts.done)},
            counts.done);
        for (const SweepCurve& curve : curves_)
            for (const SweepCurve::Point& p : curve.points)
                if (curve.network == static_cast<int>(k))
                    row(name, curve.certificate ? "certified" : "unbroken", curve.id(), p, curve.trials);
    }
    return text;
}

} // namespace kamke::ui
