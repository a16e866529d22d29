#include "ui/workspaces/sweep/radius_plot.h"

#include "ui/plot/log_ticker.h"
#include "ui/plot/plot_terms.h"
#include "ui/plot/range_ticker.h"
#include "ui/text/number_text.h"
#include "ui/widgets/digit_text.h"
#include "ui/workspaces/sweep/sweep_choices.h"
#include "ui/workspaces/sweep/sweep_curve.h"
#include "ui/workspaces/sweep/sweep_link.h"
#include "ui/workspaces/sweep/sweep_samples.h"

#include <QLocale>
#include <QPolygonF>
#include <QStringList>
#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {

constexpr int namesWidth = 148; ///< left of the rows
constexpr int gap = 10;         ///< between rows

QString countText(Index count) {
    return QLocale().toString(qlonglong{count});
}

/// The largest of 1, 2, 5, 10, … that is not above `most`.
Index roundCount(Index most) {
    Index round = 1;
    for (Index decade = 1; decade <= most; decade *= 10)
        for (const Index digit : {1, 2, 5})
            if (digit * decade <= most)
                round = digit * decade;
    return round;
}

} // namespace

RadiusPlot::RadiusPlot(SweepLink* link, QWidget* parent)
    : PaintedPlot(parent)
    , link_(link)
    , linear_(QSharedPointer<RangeTicker>::create())
    , logarithmic_(QSharedPointer<LogTicker>::create()) {
    setObjectName(QStringLiteral("sweep.radii"));
    setAccessibleName(tr("Certified radii"));
    setAxisNames(QStringLiteral("ε"), {});
    setHorizontalStart(0);
    setAxisTerms(this, QStringLiteral("eps"), {});
    linear_->setTickCount(6);
    openFrame();
    connect(link, &SweepLink::changed, this, &RadiusPlot::refresh);
    refresh();
}

QMargins RadiusPlot::leastRoom() const {
    return {namesWidth, 2 * QFontMetrics(smallFont()).height() + 8, 46, 8};
}

bool RadiusPlot::isStale() const {
    return link_->isStale();
}

std::optional<QString> RadiusPlot::insteadOfData() const {
    return histograms_.empty() ? std::optional(tr("Nothing is certified yet.")) : std::nullopt;
}

void RadiusPlot::prepare() {
    const auto results = link_->results();
    const int network = shownNetwork(*link_);
    histograms_.clear();
    most_ = 1;
    if (network >= 0)
        if (const auto counts = results->networks[static_cast<std::size_t>(network)].counts)
            for (Index m = 0; m < counts->certified.rows(); ++m) {
                histograms_.push_back(radiusHistogram(*counts, m));
                for (const Index count : histograms_.back().largest)
                    most_ = std::max(most_, count);
            }
    const bool log = link_->settings().logEps;
    if (log != (xAxis->ticker() == logarithmic_)) {
        xAxis->setTicker(log ? logarithmic_.staticCast<QCPAxisTicker>() : linear_);
        forgetChosenView();
    }
    fitUnlessChosen();
    setAxisNames(epsAxisName(link_->results().get()), {});
    summarise();
}

void RadiusPlot::fitView() {
    const auto results = link_->results();
    if (!results || results->plan.eps.size() == 0)
        return;
    const Index last = results->plan.eps.size() - 1;
    const double left = link_->settings().logEps ? from(0) : 0, right = to(last);
    setView({left, 0, right - left, 1});
}

void RadiusPlot::summarise() {
    QStringList parts;
    const auto results = link_->results();
    for (std::size_t row = 0; row < histograms_.size(); ++row) {
        const RadiusHistogram& h = histograms_[row];
        parts << tr("%1: median %2, %3 certified nowhere")
                     .arg(
                         nameOf(*results->plan.certificates[row]),
                         h.median ? formatNumber(results->plan.eps(*h.median)) : tr("none"),
                         countText(h.none));
    }
    setSummary(parts.isEmpty() ? tr("Nothing is certified yet.") : parts.join(QStringLiteral("; ")));
}

double RadiusPlot::coordinate(double eps) const {
    return link_->settings().logEps ? std::log10(eps) : eps;
}

double RadiusPlot::from(Index k) const {
    const Vector& eps = link_->results()->plan.eps;
    if (!link_->settings().logEps || eps(k) > 0)
        return coordinate(eps(k));
    // ε = 0 has no place on a logarithmic axis: half a decade below the next one.
    return (eps.size() > 1 ? coordinate(eps(1)) : 0) - 0.5;
}

double RadiusPlot::to(Index k) const {
    const Index size = link_->results()->plan.eps.size();
    if (k + 1 < size)
        return from(k + 1);
    // Nothing is known beyond the last ε: it is drawn as wide as the one before.
    if (size > 1)
        return 2 * from(k) - from(k - 1);
    const double only = from(k);
    return link_->settings().logEps ? only + 0.3 : only > 0 ? 2 * only : 1;
}

QRectF RadiusPlot::rowRect(std::size_t row) const {
    const QRectF area = axisRect()->rect();
    const double height = area.height() / static_cast<double>(std::max<std::size_t>(1, histograms_.size()));
    return {area.left(), area.top() + height * static_cast<double>(row), area.width(), height - gap};
}

QRectF RadiusPlot::step(std::size_t certificate, Index eps) const {
    const QRectF row = rowRect(certificate);
    const double left = xAxis->coordToPixel(from(eps)), right = xAxis->coordToPixel(to(eps));
    const auto count = static_cast<double>(histograms_[certificate].largest[static_cast<std::size_t>(eps)]);
    const double height = row.height() * count / static_cast<double>(most_);
    return {left, row.bottom() - height, right - left, height};
}

void RadiusPlot::paint(QCPPainter& painter) {
    painter.setFont(smallFont());
    for (std::size_t row = 0; row < histograms_.size(); ++row)
        paintRow(painter, row);
    painter.setOpacity(1);
    const RadiusHistogram& any = histograms_.front();
    const int line = QFontMetrics(smallFont()).height();
    painter.setPen(theme().faintText);
    const QRectF above(12, 2, width() - 24, line);
    painter.drawText(
        above, Qt::AlignLeft | Qt::AlignVCenter,
        tr("Samples by the largest ε at which they are certified; %1 samples, %2 of them misread")
            .arg(countText(any.done), countText(any.misread)));
    if (hovered_ && !painter.modes().testFlag(QCPPainter::pmNoCaching)) {
        painter.setPen(theme().text);
        const QRectF below(12, 4 + line, area().right() - 90, line);
        painter.drawText(
            below, Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetricsF(smallFont()).elidedText(reading(pointer_), Qt::ElideRight, below.width()));
    }
}

void RadiusPlot::paintRow(QCPPainter& painter, std::size_t row) const {
    const auto results = link_->results();
    const Certificate& certificate = *results->plan.certificates[row];
    const RadiusHistogram& histogram = histograms_[row];
    const QRectF area = axisRect()->rect(), band = rowRect(row);
    painter.save();
    painter.setOpacity(painter.opacity() * link_->opacity(idOf(certificate)));
    // The scale: one line at a round count, said once.
    const Index round = roundCount(most_);
    const double guide =
        band.bottom() - band.height() * static_cast<double>(round) / static_cast<double>(most_);
    painter.setPen(QPen(theme().grid, 1));
    painter.drawLine(QPointF(area.left(), guide), QPointF(area.right(), guide));
    painter.setPen(QPen(theme().axis, 1));
    painter.drawLine(band.bottomLeft(), band.bottomRight());
    painter.setPen(theme().faintText);
    painter.drawText(
        QRectF(area.right() + 4, guide - 10, 42, 20), Qt::AlignLeft | Qt::AlignVCenter, countText(round));

    const QColor colour = theme().certificate(certificate);
    QColor soft = colour;
    soft.setAlphaF(theme().dark ? 0.35F : 0.25F);
    QPolygonF outline;
    for (Index k = 0; k < results->plan.eps.size(); ++k) {
        const QRectF bar = step(row, k);
        const double left = std::clamp(bar.left(), area.left(), area.right()),
                     right = std::clamp(bar.right(), area.left(), area.right());
        if (right <= left)
            continue;
        const bool lit = hovered_ && hovered_->kind == SampleQuestion::Kind::LargestCertified &&
                         hovered_->certificate == row && hovered_->eps == k;
        painter.fillRect(QRectF(left, bar.top(), right - left, bar.height()), lit ? colour : soft);
        if (outline.isEmpty())
            outline << QPointF(left, band.bottom());
        outline << QPointF(left, bar.top()) << QPointF(right, bar.top());
    }
    if (!outline.isEmpty())
        outline << QPointF(outline.back().x(), band.bottom());
    painter.setPen(theme().certificatePen(certificate, 1.4));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(outline);
    if (histogram.median) {
        const double x = xAxis->coordToPixel(from(*histogram.median));
        if (x >= area.left() - 1 && x <= area.right() + 1) {
            painter.setPen(QPen(theme().text, 1.4, Qt::DotLine));
            painter.drawLine(QPointF(x, band.top()), QPointF(x, band.bottom()));
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme().text);
            painter.drawPolygon(
                QPolygonF{{x, band.bottom()}, {x - 4, band.bottom() + 6}, {x + 4, band.bottom() + 6}});
        }
    }
    paintNames(painter, row);
    painter.restore();
}

void RadiusPlot::paintNames(QCPPainter& painter, std::size_t row) const {
    const auto results = link_->results();
    const Certificate& certificate = *results->plan.certificates[row];
    const RadiusHistogram& histogram = histograms_[row];
    const QRectF band = rowRect(row);
    const QFont small = smallFont();
    QFont bold = small;
    bold.setBold(true);
    const double line = QFontMetricsF(small).height();
    struct Words {
        QString text;
        QColor colour;
        const QFont* font;
    };
    const Words lines[] = {
        {labelOf(certificate), theme().certificateText(certificate), &bold},
        {histogram.median ? tr("median %1").arg(formatNumber(results->plan.eps(*histogram.median)))
                          : tr("median below all"),
         theme().text, &small},
        {tr("%1 at no ε").arg(countText(histogram.none)), theme().faintText, &small}};
    double y = band.bottom() - std::min(band.height(), 3 * line);
    for (const Words& each : lines) {
        if (y + line > band.bottom() + 2)
            break;
        painter.setFont(*each.font);
        painter.setPen(each.colour);
        painter.drawText(
            QRectF(12, y, namesWidth - 24, line), Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetricsF(*each.font).elidedText(each.text, Qt::ElideRight, namesWidth - 24));
        y += line;
    }
    painter.setFont(small);
}

std::optional<SampleQuestion> RadiusPlot::questionAt(const QPointF& pixel) const {
    const QRectF area = axisRect()->rect();
    for (std::size_t row = 0; row < histograms_.size(); ++row) {
        const QRectF band = rowRect(row);
        if (pixel.y() < band.top() || pixel.y() > band.bottom() + gap)
            continue;
        if (pixel.x() < area.left() && pixel.x() > 0)
            return SampleQuestion{SampleQuestion::Kind::NeverCertified, 0, row};
        // All of the column, so that a low step can be hit.
        for (Index k = 0; area.contains(pixel) && k < link_->results()->plan.eps.size(); ++k)
            if (const QRectF bar = step(row, k); pixel.x() >= bar.left() && pixel.x() < bar.right())
                return SampleQuestion{SampleQuestion::Kind::LargestCertified, k, row};
    }
    return {};
}

QString RadiusPlot::reading(const QPointF& pixel) const {
    const auto question = questionAt(pixel);
    if (!question)
        return {};
    const RadiusHistogram& histogram = histograms_[question->certificate];
    const Index count = question->kind == SampleQuestion::Kind::NeverCertified
                            ? histogram.none
                            : histogram.largest[static_cast<std::size_t>(question->eps)];
    return tr("%1 of %2 %3")
        .arg(countText(count), countText(histogram.done), questionWords(link_->results()->plan, *question));
}

void RadiusPlot::pressAt(const QPointF& pixel) {
    if (const auto question = questionAt(pixel))
        emit chosen(*question);
}

void RadiusPlot::hoverAt(const QPointF& pixel) {
    const auto question = questionAt(pixel);
    const bool same = question && hovered_ && question->kind == hovered_->kind &&
                      question->eps == hovered_->eps && question->certificate == hovered_->certificate;
    setCursor(question ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (same || (!question && !hovered_))
        return;
    hovered_ = question;
    pointer_ = pixel;
    link_->hover(question ? idOf(*link_->results()->plan.certificates[question->certificate]) : QString());
    replot(rpQueuedReplot);
}

void RadiusPlot::endHover() {
    hovered_.reset();
    link_->hover({});
    redraw();
}

QString RadiusPlot::csv() const {
    QString text = QStringLiteral("certificate,eps,samples,norm\n");
    for (std::size_t row = 0; row < histograms_.size(); ++row) {
        const auto results = link_->results();
        const QString id = idOf(*results->plan.certificates[row]);
        const auto add = [&](const QString& eps, Index count) {
            text += id + u',' + eps + u',' + QString::number(count) + u',' +
                    QLatin1String(normId(results->plan.norm)) + u'\n';
        };
        add(QStringLiteral("misread"), histograms_[row].misread);
        add(QStringLiteral("none"), histograms_[row].none);
        for (Index k = 0; k < results->plan.eps.size(); ++k)
            add(exactNumber(results->plan.eps(k)), histograms_[row].largest[static_cast<std::size_t>(k)]);
    }
    return text;
}

} // namespace kamke::ui
