#include "ui/workspaces/digits/margin_curves.h"

#include "ui/plot/label_placer.h"
#include "ui/plot/plot_terms.h"
#include "ui/text/number_text.h"
#include "ui/widgets/digit_text.h"

#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace kamke::ui {

MarginCurves::MarginCurves(DigitLink* link, QWidget* parent)
    : DigitPlot(link, tr("Margin against ε"), parent)
    , drag_(link->store()) {
    setAxisNames(QStringLiteral("ε"), tr("margin"));
    setAxisTerms(this, QStringLiteral("eps"), QStringLiteral("margin"));
    xAxis->setTicker(ticker_);
    xAxis->setTickLabelPadding(9); // the handle lies over the axis
}

QPointF MarginCurves::at(double eps, double margin) const {
    return toPixel({std::log10(eps), margin});
}

void MarginCurves::prepare() {
    const auto shown = result();
    if (!shown || !shown->curves)
        return;
    const DigitCurves& curves = *shown->curves;
    // The clean margin is the ceiling; as much room below zero, since curves fall without end.
    const SampleReport& report = shown->report;
    const int competitor = link()->competitor();
    double clean = competitor < 0 ? 1 : report.logits(report.label) - report.logits(competitor);
    for (Index j = 0; j < report.logits.size(); ++j)
        if (j != report.label)
            clean = std::min(clean, report.logits(report.label) - report.logits(j));
    const double height = std::max(std::abs(clean), 1e-3);
    double least = INFINITY, most = std::max(digitsEps(), leastEps);
    for (const double radius : curves.radii)
        if (std::isfinite(radius) && radius > 0) {
            least = std::min(least, radius);
            most = std::max(most, radius);
        }
    if (std::isfinite(curves.broken))
        most = std::max(most, curves.broken);
    least = std::min({least, digitsEps(), most / 10});
    fitAcross(
        std::log10(std::max(least / 2, curves.eps(0))),
        std::log10(std::min(2 * most, curves.eps(curves.eps.size() - 1))));
    fitVertically(-0.8 * height, std::max(clean, 0.3 * height));
    QStringList parts;
    for (const Certificate* certificate : curves.certificates)
        if (const double radius = curves.radius(*certificate); std::isfinite(radius))
            parts << tr("%1 up to %2").arg(nameOf(*certificate), formatNumber(radius, Rounded::Down));
    setSummary(tr("Certified radii: %1").arg(parts.join(QStringLiteral("; "))));
}

double MarginCurves::digitsEps() const {
    return std::max(link()->digits().eps, leastEps);
}

void MarginCurves::paint(QCPPainter& painter) {
    const auto shown = result();
    const QRectF inside = area();
    if (!shown->curves) {
        words(painter, inside, tr("Computing the curves …"), theme().faintText, Qt::AlignCenter);
        return;
    }
    const double zero = toPixel({0, 0}).y();
    if (zero > inside.top() && zero < inside.bottom()) {
        // Above zero: certified.
        QColor ground = theme().goodSoft;
        ground.setAlphaF(0.55F);
        painter.fillRect(QRectF(inside.topLeft(), QPointF(inside.right(), zero)), ground);
        painter.setPen(QPen(theme().good, 1));
        painter.drawLine(QPointF(inside.left(), zero), QPointF(inside.right(), zero));
        // On the right, where the curves have fallen already.
        words(
            painter, inside.adjusted(6, 3, -6, 0), tr("certified above 0"), theme().good,
            Qt::AlignRight | Qt::AlignTop);
    }
    for (Index row = 0; row < shown->curves->margins.rows(); ++row)
        paintCurve(painter, row);
    paintLabels(painter);
}

void MarginCurves::paintAbove(QCPPainter& painter) {
    if (!result()->curves)
        return;
    // Above the axis, which would strike it through.
    const QRectF inside = area();
    const double slider = at(digitsEps(), 0).x();
    if (slider < inside.left() || slider > inside.right())
        return;
    painter.setPen(QPen(theme().text, 1.4));
    painter.drawLine(QPointF(slider, inside.top()), QPointF(slider, inside.bottom()));
    painter.setBrush(theme().card);
    painter.drawEllipse(QPointF(slider, inside.bottom()), 4.5, 4.5);
}

void MarginCurves::paintCurve(QCPPainter& painter, Index row) const {
    const DigitCurves& curves = *result()->curves;
    const Certificate& certificate = *curves.certificates[static_cast<std::size_t>(row)];
    painter.save();
    painter.setOpacity(painter.opacity() * link()->opacity(idOf(certificate)));
    const bool main = idOf(certificate) == result()->certificate;
    painter.setPen(theme().certificatePen(certificate, main ? 2.6 : 1.6));
    painter.setBrush(Qt::NoBrush);
    QPolygonF line;
    for (Index k = 0; k < curves.eps.size(); ++k)
        if (const double margin = curves.margins(row, k); std::isfinite(margin))
            // Far outside nothing is seen, and painters are slow there.
            line << at(curves.eps(k), std::max(margin, yAxis->range().lower - yAxis->range().size()));
    polyline(painter, line);
    const double radius = curves.radii(row);
    if (std::isfinite(radius) && radius > 0)
        if (const QPointF dot = at(radius, 0); area().contains(dot)) {
            painter.setPen(QPen(theme().card, 1.2));
            painter.setBrush(theme().certificate(certificate));
            painter.drawEllipse(dot, 4.2, 4.2);
        }
    painter.restore();
}

QPointF MarginCurves::lastSeen(Index row) const {
    const DigitCurves& curves = *result()->curves;
    QPointF last(nan, nan);
    for (Index k = 0; k < curves.eps.size(); ++k)
        if (const double margin = curves.margins(row, k); std::isfinite(margin))
            if (const QPointF point = at(curves.eps(k), margin); area().contains(point))
                last = point;
    return last;
}

void MarginCurves::paintLabels(QCPPainter& painter) const {
    const DigitCurves& curves = *result()->curves;
    QFont font = smallFont();
    const QFontMetricsF metrics(font);
    struct Name {
        QString text;
        QColor colour;
        double opacity;
    };
    std::vector<Name> names;
    std::vector<LabelRequest> requests;
    std::vector<QRectF> dots;
    const auto add = [&](const QPointF& at, const QString& text, const QColor& colour, double opacity) {
        const QRectF dot(at - QPointF(5, 5), QSizeF(10, 10));
        if (!area().contains(at))
            return;
        names.push_back({text, colour, opacity});
        requests.push_back({dot, QSizeF(metrics.horizontalAdvance(text) + 4, metrics.height())});
        dots.push_back(dot);
    };
    for (std::size_t row = 0; row < curves.certificates.size(); ++row) {
        const Certificate& certificate = *curves.certificates[row];
        const double radius = curves.radii(static_cast<Index>(row));
        // A curve without a dot is named where it ends.
        const QPointF end = radius > 0              ? at(radius, 0)
                            : std::isfinite(radius) ? QPointF(nan, nan)
                                                    : lastSeen(static_cast<Index>(row));
        add(end, labelOf(certificate), theme().certificateText(certificate),
            link()->opacity(idOf(certificate)));
    }
    if (std::isfinite(curves.broken)) {
        const QPointF broken = at(curves.broken, 0);
        if (area().contains(broken)) {
            painter.setPen(QPen(theme().attack, 2));
            cross(painter, broken, 4.5);
        }
        add(broken, tr("attack"), theme().attack, 1);
    }
    const auto places = placeLabels(area(), requests, dots, dots);
    painter.setFont(font);
    for (std::size_t k = 0; k < places.size(); ++k)
        if (places[k]) {
            painter.save();
            painter.setOpacity(painter.opacity() * names[k].opacity);
            // A rim in the ground's colour keeps the name readable where curves pass behind it.
            QPainterPath text;
            text.addText(
                QPointF(places[k]->left() + 2, places[k]->top() + metrics.ascent()), font, names[k].text);
            painter.strokePath(text, QPen(theme().plotGround, 3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter.fillPath(text, names[k].colour);
            painter.restore();
        }
}

QString MarginCurves::curveAt(const QPointF& pixel) const {
    const auto shown = result();
    if (!shown || !shown->curves)
        return {};
    const DigitCurves& curves = *shown->curves;
    QString nearest;
    double least = 8; // px
    for (Index row = 0; row < curves.margins.rows(); ++row) {
        QPointF a(nan, nan);
        for (Index k = 0; k < curves.eps.size(); ++k) {
            if (!std::isfinite(curves.margins(row, k)))
                continue;
            const QPointF b = at(curves.eps(k), curves.margins(row, k));
            if (const double y = a.y() + (b.y() - a.y()) * (pixel.x() - a.x()) / (b.x() - a.x());
                pixel.x() >= a.x() && pixel.x() < b.x() && std::abs(y - pixel.y()) < least) {
                least = std::abs(y - pixel.y());
                nearest = idOf(*curves.certificates[static_cast<std::size_t>(row)]);
            }
            a = b;
        }
    }
    return nearest;
}

int MarginCurves::gripAt(const QPointF& pixel) const {
    return result() && std::abs(pixel.x() - at(digitsEps(), 0).x()) < 7 ? 0 : -1;
}

void MarginCurves::takeHold(int, const QPointF& pixel) {
    drag_.beginDrag();
    drag_.moveOnAxis(toPlot(pixel).x());
}

void MarginCurves::dragTo(int, const QPointF& pixel) {
    drag_.moveOnAxis(toPlot(pixel).x());
}

void MarginCurves::letGo(int) {
    drag_.endDrag();
}

void MarginCurves::pressAt(const QPointF& pixel) {
    link()->chooseCertificate(curveAt(pixel));
}

void MarginCurves::hoverAt(const QPointF& pixel) {
    setCursor(gripAt(pixel) >= 0 ? Qt::SizeHorCursor : Qt::ArrowCursor);
    link()->hover(curveAt(pixel));
}

QString MarginCurves::csv() const {
    const auto shown = result();
    QString text = QStringLiteral("eps");
    if (!shown || !shown->curves)
        return text + QLatin1Char('\n');
    const DigitCurves& curves = *shown->curves;
    for (const Certificate* certificate : curves.certificates)
        text += QLatin1Char(',') + idOf(*certificate);
    text += QLatin1Char('\n');
    for (Index k = 0; k < curves.eps.size(); ++k) {
        text += exactNumber(curves.eps(k));
        for (Index row = 0; row < curves.margins.rows(); ++row) {
            const double margin = curves.margins(row, k);
            text += QLatin1Char(',') + (std::isfinite(margin) ? exactNumber(margin) : QString());
        }
        text += QLatin1Char('\n');
    }
    return text;
}

} // namespace kamke::ui
