#include "ui/workspaces/convergence/eta_map.h"

#include "core/model/matrix_measure.h"
#include "ui/plot/clip.h"
#include "ui/plot/log_ticker.h"
#include "ui/plot/plot_terms.h"
#include "ui/text/number_text.h"
#include "ui/workspaces/convergence/contour.h"

#include <algorithm>
#include <cmath>

namespace kamke::ui {
namespace {

constexpr int levelCount = 8;
constexpr double mapGrabRange = 12; ///< px around the point

} // namespace

EtaLevels::EtaLevels(ConvergenceLink* link, QWidget* parent)
    : ConvergencePlot(link, tr("Measure over the weights"), parent) {
    setObjectName(QStringLiteral("convergence.eta.levels"));
    setAxisTerms(this, QStringLiteral("eta"), QStringLiteral("eta"));
    const auto ratios = QSharedPointer<LogTicker>::create();
    ratios->setRoom(7);
    xAxis->setTicker(ratios);
}

QString EtaLevels::emptyReason() const {
    const Index n = result()->analysis->network().n();
    return result()->etaMap
               ? QString()
               : tr("The level set of μ over η can be drawn for two and three units; this network "
                    "has %1.")
                     .arg(n);
}

QPointF EtaLevels::point(const Vector& eta) const {
    const double across = std::log10(eta(1) / eta(0));
    return {
        across,
        isLine() ? matrixMeasureInf(result()->analysis->network().A, eta) : std::log10(eta(2) / eta(0))};
}

void EtaLevels::prepare() {
    const auto shown = result();
    if (!shown->etaMap) {
        setSummary(emptyReason());
        for (QCPAxis* axis : {xAxis, yAxis}) {
            axis->setTickLabels(false);
            axis->setLabel({});
            axis->grid()->setVisible(false);
        }
        return;
    }
    const bool other = map_ != shown->etaMap || dark_ != theme().dark;
    map_ = shown->etaMap;
    dark_ = theme().dark;
    if (!other)
        return;
    setAxisNames(QStringLiteral("η₂/η₁"), isLine() ? QStringLiteral("μ") : QStringLiteral("η₃/η₁"));
    yAxis->setTickLabels(true);
    xAxis->setTickLabels(true);
    xAxis->grid()->setVisible(isLine());
    yAxis->grid()->setVisible(isLine());
    least_ = map_->measure.minCoeff();
    most_ = map_->measure.maxCoeff();
    const double span = map_->to - map_->from;
    if (isLine()) {
        yAxis->setTicker(QSharedPointer<QCPAxisTicker>::create());
        // Far out the measure grows like the ratio: what matters is around its least value.
        const double top = std::min(most_, std::max({1.6, least_ + 3 * (1 - least_), least_ + 1}));
        const double bottom = std::min(least_, 0.0);
        fit({map_->from, bottom - 0.05 * (top - bottom), span, 1.1 * (top - bottom)});
        setSummary(tr("μ over the ratio of the weights; its least value is %1.").arg(formatNumber(least_)));
        return;
    }
    const auto ratios = QSharedPointer<LogTicker>::create();
    ratios->setRoom(7);
    yAxis->setTicker(ratios);
    // Levels are spaced evenly in the logarithm of the distance to the least one, and 1 is always among them.
    levels_.clear();
    const auto toPlotLines = [&](double value) {
        QList<QLineF> lines = contour(map_->measure, value);
        const double step = span / static_cast<double>(map_->measure.cols() - 1);
        const QPointF origin(map_->from, map_->from);
        for (QLineF& line : lines)
            line = QLineF(origin + step * line.p1(), origin + step * line.p2());
        return lines;
    };
    const double first = std::max(0.02 * (1 + std::abs(least_)), 1e-9);
    const double ratio = std::max(1.0001, (most_ - least_) / first);
    for (int k = 0; k < levelCount; ++k) {
        const double value = least_ + first * std::pow(ratio, static_cast<double>(k) / levelCount);
        levels_.push_back({value, toPlotLines(value)});
    }
    levels_.push_back({1, toPlotLines(1)});
    const Index size = map_->measure.cols();
    image_ = QImage(static_cast<int>(size), static_cast<int>(size), QImage::Format_RGB32);
    for (Index i = 0; i < size; ++i)
        for (Index j = 0; j < size; ++j) {
            const double over = std::max(map_->measure(i, j) - least_, first);
            const double t = std::log(over / first) / std::log(ratio);
            image_.setPixel(
                static_cast<int>(j), static_cast<int>(size - 1 - i), Theme::magnitudeColour(0.95 * t).rgb());
        }
    fit({map_->from, map_->from, span, span});
    setSummary(tr("μ over the two ratios of the weights; its least value is %1.").arg(formatNumber(least_)));
}

void EtaLevels::paint(QCPPainter& painter) {
    if (isLine())
        paintCurve(painter);
    else
        paintMap(painter);
}

void EtaLevels::paintCurve(QCPPainter& painter) const {
    QPen limit(theme().bad, 1.2);
    limit.setDashPattern({4, 3});
    // Ground where the weights prove contraction.
    double from = NAN, to = NAN;
    QPolygonF points;
    for (Index k = 0; k < map_->measure.cols(); ++k) {
        const double at = map_->coordinate(k), value = map_->measure(0, k);
        points << QPointF(x(at), y(value));
        if (value < 1) {
            from = std::isnan(from) ? at : from;
            to = at;
        }
    }
    if (!std::isnan(from)) {
        QColor ground = theme().goodSoft;
        ground.setAlphaF(0.55F);
        painter.fillRect(
            QRectF(QPointF(x(from), area().top()), QPointF(x(to), area().bottom())).intersected(area()),
            ground);
    }
    painter.setPen(limit);
    polyline(painter, {{area().left(), y(1)}, {area().right(), y(1)}});
    painter.setPen(QPen(theme().accent, 2));
    polyline(painter, points);
    paintBest(painter, toPixel(point(result()->analysis->best.eta)));
}

void EtaLevels::paintMap(QCPPainter& painter) const {
    const double half = 0.5 * (map_->to - map_->from) / static_cast<double>(map_->measure.cols() - 1);
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setClipRect(area());
    painter.drawImage(
        QRectF(
            QPointF(x(map_->from - half), y(map_->to + half)),
            QPointF(x(map_->to + half), y(map_->from - half))),
        image_);
    painter.restore();
    for (const Level& level : levels_) {
        const bool one = level.value == 1;
        QColor ink = Theme::ink(0);
        ink.setAlphaF(one ? 1.0F : 0.45F);
        painter.setPen(QPen(ink, one ? 2.4 : 1));
        for (const QLineF& line : level.lines)
            if (const auto piece = clipLine(QLineF(toPixel(line.p1()), toPixel(line.p2())), area()))
                painter.drawLine(*piece);
    }
    paintBest(painter, toPixel(point(result()->analysis->best.eta)));
    const double line = QFontMetricsF(smallFont()).height();
    const QRectF above(area().left(), area().top() - line - 2, area().width(), line);
    words(
        painter, above,
        least_ < 1
            ? tr("white: μ = 1; inside it the network contracts; from %1 (dark) to %2")
                  .arg(briefNumber(least_), briefNumber(most_))
            : tr("no weights give μ < 1; from %1 (dark) to %2").arg(briefNumber(least_), briefNumber(most_)),
        theme().faintText);
}

void EtaLevels::paintBest(QCPPainter& painter, const QPointF& at) const {
    if (!area().contains(at))
        return;
    painter.setPen(QPen(Theme::ink(1), 3.4));
    const auto cross = [&] {
        painter.drawLine(at + QPointF(-5, 0), at + QPointF(5, 0));
        painter.drawLine(at + QPointF(0, -5), at + QPointF(0, 5));
    };
    if (!isLine())
        cross();
    painter.setPen(QPen(isLine() ? theme().good : Theme::ink(0), 1.8));
    cross();
}

void EtaLevels::paintMoving(QCPPainter& painter) {
    const QPointF at = toPixel(point(link()->eta()));
    if (!area().adjusted(-6, -6, 6, 6).contains(at))
        return;
    painter.setPen(QPen(theme().accent, 2.4));
    painter.setBrush(theme().card);
    painter.drawEllipse(at, 6, 6);
}

int EtaLevels::gripAt(const QPointF& pixel) const {
    if (!result() || !result()->etaMap)
        return -1;
    const QPointF off = pixel - toPixel(point(link()->eta()));
    return std::hypot(off.x(), off.y()) <= mapGrabRange ? 0 : -1;
}

void EtaLevels::takeHold(int, const QPointF&) {
    merge_ = link()->store()->newMergeId();
}

void EtaLevels::dragTo(int, const QPointF& pixel) {
    if (!result() || !result()->etaMap)
        return;
    const QPointF at = toPlot(pixel);
    const auto bounded = [&](double value) { return std::pow(10, std::clamp(value, map_->from, map_->to)); };
    Vector eta = link()->eta();
    const double first = eta(0);
    eta(1) = first * bounded(at.x());
    if (!isLine())
        eta(2) = first * bounded(at.y());
    link()->setEta(eta, merge_);
}

QString EtaLevels::csv() const {
    QString text = QStringLiteral("log10_eta2_eta1,log10_eta3_eta1,measure\n");
    const auto shown = result();
    if (!shown || !shown->etaMap)
        return text;
    const EtaMap& map = *shown->etaMap;
    for (Index i = 0; i < map.measure.rows(); ++i)
        for (Index j = 0; j < map.measure.cols(); ++j)
            text += exactNumber(map.coordinate(j)) + QLatin1Char(',') +
                    (map.measure.rows() > 1 ? exactNumber(map.coordinate(i)) : QString()) + QLatin1Char(',') +
                    exactNumber(map.measure(i, j)) + QLatin1Char('\n');
    return text;
}

} // namespace kamke::ui
