#include "ui/workspaces/digits/radius_ruler.h"

#include "ui/plot/plot_terms.h"
#include "ui/text/number_text.h"
#include "ui/text/utf8.h"
#include "ui/widgets/digit_text.h"
#include "ui/widgets/tabular_text.h"
#include "ui/widgets/verdict_text.h"
#include "ui/workspaces/digits/digit_list_model.h"

#include <algorithm>
#include <cmath>

namespace kamke::ui {
namespace {

constexpr int handleRadius = 7;

} // namespace

RadiusRuler::RadiusRuler(DigitLink* link, QWidget* parent)
    : DigitPlot(link, tr("Certified radius"), parent)
    , drag_(link->store()) {
    setAxisNames(QStringLiteral("ε"), QString());
    setAxisTerms(this, QStringLiteral("eps"), QString());
    setTerm(this, QStringLiteral("certified-radius"));
    setVerticalRange(0, 1);
    xAxis->setTicker(ticker_);
    xAxis->setTickLabelPadding(handleRadius + 3);
    xAxis->setLabel(QString());
    xAxis->setRange(-3.3, -0.7);
    keepStill();
    setToolTip(tr("Drag to change ε; Left and Right change it by 2 %, with Shift by 20 %"));
}

double RadiusRuler::eps() const {
    return std::max(link()->digits().eps, leastEps);
}

std::vector<RadiusRuler::Row> RadiusRuler::rows() const {
    std::vector<Row> list;
    const auto shown = result();
    if (!shown)
        return list;
    const DigitCurves* curves = shown->curves.get();
    const auto& certificates = shown->report.certificates;
    // Loosest first, as rulers grow downwards.
    for (std::size_t k = certificates.size(); k-- > 0;) {
        const Certificate& c = *certificates[k].certificate;
        const double radius = curves && static_cast<Index>(k) < curves->radii.size()
                                  ? curves->radii(static_cast<Index>(k))
                                  : std::nan("");
        if (curves && !std::isfinite(radius))
            continue;
        list.push_back(
            {idOf(c), labelOf(c),
             !curves      ? QStringLiteral("…")
             : radius > 0 ? shortNumber(radius, Rounded::Down)
                          : tr("none"),
             theme().certificate(c), theme().certificateText(c), radius});
    }
    // What others have found out: the largest ε that the search has proved, and the nearest witness.
    const SampleKnowledge known = link()->runner()->known();
    for (const KnownProof& proof : known.proofs)
        if (const Certificate* by = findCertificate(proof.by);
            by && proof.eps > 0 && !shown->report.find(proof.by))
            list.push_back(
                {idOf(*by), labelOf(*by), shortNumber(proof.eps, Rounded::Down), theme().certificate(*by),
                 theme().certificateText(*by), proof.eps});
    double broken = curves && curves->attacked ? curves->broken : std::nan("");
    QString by = toQString(shown->attackKind().label);
    if (known.witness && !(known.witness->distance >= broken)) {
        broken = known.witness->distance;
        by = finderWord(known.witness->by);
    }
    if (curves && std::isfinite(broken))
        list.push_back(
            {{},
             tr("broken by %1").arg(by),
             shortNumber(broken, Rounded::Up),
             theme().attack,
             theme().attack,
             broken});
    return list;
}

void RadiusRuler::prepare() {
    const auto list = rows();
    const int count = std::max<int>(1, static_cast<int>(list.size()));
    if (count != rowCount_) {
        rowCount_ = count;
        updateGeometry();
    }
    if (!result() || isDragging())
        return; // the ruler keeps still under the hand
    double least = eps(), most = eps();
    QStringList parts;
    for (const Row& row : list) {
        if (std::isfinite(row.radius) && row.radius > 0) {
            least = std::min(least, row.radius);
            most = std::max(most, row.radius);
        }
        parts << row.name + QLatin1Char(' ') + row.number;
    }
    fitAcross(
        std::log10(std::max(least / 2, leastEps)),
        std::log10(std::min(2 * most, largestEps(link()->digits().norm))));
    setSummary(tr("ε is %1. Radii: %2").arg(formatNumber(eps()), parts.join(QStringLiteral(", "))));
}

QSize RadiusRuler::sizeHint() const {
    const int line = QFontMetrics(smallFont()).height();
    return {320, rowCount_ * (line + 3) + line + 3 * handleRadius + 12};
}

QMargins RadiusRuler::room() const {
    const QFontMetricsF metrics(smallFont());
    double left = 0, right = metrics.horizontalAdvance(QStringLiteral("0.0000"));
    for (const Row& row : rows()) {
        left = std::max(left, metrics.horizontalAdvance(row.name));
        right = std::max(right, tabularWidth(metrics, row.number));
    }
    return {static_cast<int>(left) + 14, 0, static_cast<int>(right) + 14, 0};
}

QRectF RadiusRuler::rowRectangle(std::size_t row, std::size_t count) const {
    const QRectF inside = area();
    const double height =
        (inside.height() - handleRadius - 4) / static_cast<double>(std::max<std::size_t>(1, count));
    return {
        0, inside.top() + static_cast<double>(row) * height, static_cast<double>(viewport().width()), height};
}

QPointF RadiusRuler::handle() const {
    return {insideX(std::log10(eps())), area().bottom()};
}

void RadiusRuler::paint(QCPPainter& painter) {
    const auto list = rows();
    const QRectF inside = area();
    for (std::size_t k = 0; k < list.size(); ++k) {
        const Row& row = list[k];
        const QRectF all = rowRectangle(k, list.size());
        painter.save();
        painter.setOpacity(painter.opacity() * link()->opacity(row.id));
        const double y = all.center().y();
        const bool main = row.id == result()->certificate;
        words(
            painter, QRectF(4, all.top(), inside.left() - 12, all.height()), row.name, row.ink,
            Qt::AlignLeft | Qt::AlignVCenter, main);
        painter.setFont(smallFont());
        painter.setPen(theme().faintText);
        drawTabular(
            painter,
            QRectF(inside.right() + 6, all.top(), viewport().width() - inside.right() - 10, all.height()),
            row.number);
        if (std::isfinite(row.radius) && row.radius > 0) {
            const double end = insideX(std::log10(row.radius));
            if (row.id.isEmpty()) {
                painter.setPen(QPen(row.colour, 2));
                cross(painter, {end, y}, 4);
            } else {
                const double thick = main ? 7 : 5;
                painter.setPen(Qt::NoPen);
                painter.setBrush(row.colour);
                painter.drawRoundedRect(
                    QRectF(inside.left(), y - thick / 2, std::max(2.0, end - inside.left()), thick), 2, 2);
            }
        }
        painter.restore();
    }
    // Steps of 8-bit pixels, which mean something for ε of every pixel.
    painter.setPen(QPen(theme().axis, 1));
    for (int k = 1; k <= 255 && result()->norm == BallNorm::Linf; ++k) {
        const double t = std::log10(k / 255.0);
        if (x(t) < inside.left() || x(t) > inside.right())
            continue;
        if (x(std::log10((k + 1) / 255.0)) - x(t) < 4)
            break;
        painter.drawLine(QPointF(x(t), inside.bottom() - 3), QPointF(x(t), inside.bottom()));
    }
}

void RadiusRuler::paintAbove(QCPPainter& painter) {
    // Above the axis, which would strike it through.
    const QPointF knob = handle();
    painter.setPen(QPen(theme().text, 1.2));
    painter.drawLine(QPointF(knob.x(), area().top() - 2), knob);
    painter.setPen(QPen(theme().text, 2));
    painter.setBrush(theme().card);
    painter.drawEllipse(knob, handleRadius, handleRadius);
}

QString RadiusRuler::rowAt(const QPointF& pixel) const {
    const auto list = rows();
    for (std::size_t k = 0; k < list.size(); ++k)
        if (rowRectangle(k, list.size()).contains(pixel))
            return list[k].id;
    return {};
}

int RadiusRuler::gripAt(const QPointF& pixel) const {
    return result() && pixel.x() >= area().left() - handleRadius && pixel.x() <= area().right() + handleRadius
               ? 0
               : -1;
}

void RadiusRuler::takeHold(int, const QPointF& pixel) {
    drag_.beginDrag();
    drag_.moveOnAxis(toPlot(pixel).x());
}

void RadiusRuler::dragTo(int, const QPointF& pixel) {
    drag_.moveOnAxis(toPlot(pixel).x());
}

void RadiusRuler::letGo(int) {
    drag_.endDrag();
    refresh(); // now it may fit again
}

void RadiusRuler::pressAt(const QPointF& pixel) {
    link()->chooseCertificate(rowAt(pixel));
}

void RadiusRuler::hoverAt(const QPointF& pixel) {
    link()->hover(rowAt(pixel));
}

void RadiusRuler::endHover() {
    link()->hover({});
}

void RadiusRuler::keyPressEvent(QKeyEvent* event) {
    if (drag_.key(*event))
        event->accept();
    else
        DigitPlot::keyPressEvent(event);
}

QString RadiusRuler::csv() const {
    QString text = QStringLiteral("certificate,radius\n");
    for (const Row& row : rows())
        text += (row.id.isEmpty() ? QStringLiteral("attack") : row.id) + QLatin1Char(',') +
                (std::isfinite(row.radius) ? exactNumber(row.radius) : QString()) + QLatin1Char('\n');
    return text;
}

} // namespace kamke::ui
