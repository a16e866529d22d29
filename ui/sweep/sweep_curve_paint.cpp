// How SweepCurvePlot is drawn.
#include "plot/clip.h"
#include "plot/label_placer.h"
#include "sweep/sweep_curve_plot.h"
#include "sweep/sweep_link.h"

#include <QPainterPath>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace kamke::ui {

namespace {

constexpr double markRadius = 3.6;
/// Marks stand at least so far apart, logical pixels.
constexpr double markGap = 13;

/// The mark of network k: a polygon around the origin; empty: a disc.
QPolygonF shapeOf(int network) {
    static const std::array<std::pair<int, double>, 4> corners{
        {{0, 0}, {4, 0.25}, {3, 0.5}, {4, 0}}}; // disc, square, triangle, diamond
    const auto [count, turn] = corners[static_cast<std::size_t>(network) % corners.size()];
    QPolygonF shape;
    for (int k = 0; k < count; ++k) {
        const double angle =
            std::numbers::pi * (2.0 * k / count + turn) - (count == 3 ? std::numbers::pi : 0);
        shape << 1.25 * markRadius * QPointF(std::cos(angle), std::sin(angle));
    }
    return shape;
}

void drawCross(QCPPainter& painter, const QPointF& at, double r) {
    painter.drawLine(at - QPointF(r, r), at + QPointF(r, r));
    painter.drawLine(at - QPointF(r, -r), at + QPointF(r, -r));
}

} // namespace

QPen SweepCurvePlot::penOf(const SweepCurve& curve) const {
    constexpr double width = 1.8;
    return curve.certificate ? theme().certificatePen(*curve.certificate, width)
                             : Theme::linePen(theme().attack, attackLine(*curve.attack), width);
}

QColor SweepCurvePlot::wordsOf(const SweepCurve& curve) const {
    return curve.certificate ? theme().certificateText(*curve.certificate) : theme().attack;
}

QString SweepCurvePlot::nameOf(const SweepCurve& curve) const {
    if (!results_ || results_->networks.size() == 1 || link_->settings().alone)
        return curve.label();
    const QString& network = results_->networks[static_cast<std::size_t>(curve.network)].name;
    const SweepPlan& plan = results_->plan;
    // Where there is one method only, its colour says which.
    return plan.certificates.size() + plan.attacks.size() == 1
               ? network
               : curve.label() + QStringLiteral(" · ") + network;
}

void SweepCurvePlot::paint(QCPPainter& painter) {
    if (curves_.empty()) {
        painter.setFont(smallFont());
        painter.setPen(theme().faintText);
        painter.drawText(
            area(), Qt::AlignCenter | Qt::TextWordWrap,
            link_->runner()->isBusy() ? tr("Curves appear with the first samples …")
                                      : tr("No sample was done."));
        return;
    }
    painter.save();
    if (link_->isStale())
        painter.setOpacity(0.45);
    for (const SweepCurve& curve : curves_)
        paintBand(painter, curve);
    for (const SweepCurve& curve : curves_)
        paintCurve(painter, curve);
    paintClean(painter);
    paintNames(painter);
    if (hit_) {
        const SweepCurve& curve = curves_[hit_->curve];
        painter.setPen(QPen(wordsOf(curve), 1.6));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(place(curve, hit_->point), 7, 7);
    }
    painter.restore();
}

void SweepCurvePlot::paintBand(QCPPainter& painter, const SweepCurve& curve) const {
    QPolygonF upper, lower;
    for (const SweepCurve::Point& p : curve.points) {
        if (log_ && !(p.eps > 0))
            continue;
        // Beyond the first ε that nothing is left at, bands of all methods would lie on each other.
        if (p.count == 0 && !upper.isEmpty())
            break;
        upper << toPixel({horizontal(p.eps), 100 * p.interval.upper});
        lower << toPixel({horizontal(p.eps), 100 * p.interval.lower});
    }
    if (upper.size() < 2)
        return;
    std::reverse(lower.begin(), lower.end());
    QPolygonF band = upper + lower;
    if (!area().contains(band.boundingRect()))
        band = clipPolygon(band, area());
    painter.save();
    painter.setOpacity(painter.opacity() * link_->opacity(curve.id()));
    QColor fill = penOf(curve).color();
    fill.setAlphaF(0.13F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(band);
    painter.restore();
}

void SweepCurvePlot::paintCurve(QCPPainter& painter, const SweepCurve& curve) const {
    painter.save();
    painter.setOpacity(painter.opacity() * link_->opacity(curve.id()));
    painter.setPen(penOf(curve));
    painter.setBrush(Qt::NoBrush);
    QPolygonF seen;
    const auto flush = [&] {
        if (seen.size() > 1)
            painter.drawPolyline(seen);
        seen.clear();
    };
    for (std::size_t k = 0; k + 1 < curve.points.size(); ++k) {
        if (log_ && !(curve.points[k].eps > 0))
            continue;
        const auto part = clipLine({place(curve, k), place(curve, k + 1)}, area());
        if (!part) {
            flush();
            continue;
        }
        if (seen.isEmpty())
            seen << part->p1();
        seen << part->p2();
    }
    flush();
    QPointF last(-1e9, 0);
    for (std::size_t k = 0; k < curve.points.size(); ++k) {
        if (log_ && !(curve.points[k].eps > 0))
            continue;
        const QPointF at = place(curve, k);
        if (!area().adjusted(-1, -1, 1, 1).contains(at) || std::abs(at.x() - last.x()) < markGap)
            continue;
        paintMark(painter, curve, at);
        last = at;
        if (curve.points[k].count == 0)
            break;
    }
    painter.restore();
}

void SweepCurvePlot::paintMark(QCPPainter& painter, const SweepCurve& curve, const QPointF& at) const {
    const bool several = results_->networks.size() > 1;
    const QPolygonF shape = several ? shapeOf(curve.network) : QPolygonF();
    const QColor colour = penOf(curve).color();
    if (curve.attack) {
        painter.setPen(QPen(colour, 1.4));
        painter.setBrush(several && curve.network > 0 ? QBrush(theme().plotGround) : QBrush(Qt::NoBrush));
        if (!shape.isEmpty())
            painter.drawPolygon(shape.translated(at));
        drawCross(painter, at, shape.isEmpty() ? markRadius : 0.5 * markRadius);
        return;
    }
    painter.setPen(QPen(theme().plotGround, 0.8));
    painter.setBrush(colour);
    if (shape.isEmpty())
        painter.drawEllipse(at, several ? markRadius : 2.6, several ? markRadius : 2.6);
    else
        painter.drawPolygon(shape.translated(at));
}

void SweepCurvePlot::paintClean(QCPPainter& painter) const {
    for (const auto& counts : drawn_) {
        if (!counts || counts->done == 0)
            continue;
        const double left = log_ ? area().left() : toPixel({0, 0}).x();
        const QPointF at(left, toPixel({0, 100 * counts->accuracy()}).y());
        if (!area().adjusted(-1, -1, 1, 1).contains(at))
            continue;
        painter.setPen(QPen(theme().plotGround, 1));
        painter.setBrush(theme().text);
        painter.drawPolygon(QPolygonF{{0, -5.5}, {5.5, 0}, {0, 5.5}, {-5.5, 0}}.translated(at));
    }
}

void SweepCurvePlot::paintNames(QCPPainter& painter) const {
    const QFont font = smallFont();
    const QFontMetricsF metrics(font);
    struct Name {
        QString text;
        QColor colour;
        double opacity;
    };
    std::vector<Name> names;
    std::vector<LabelRequest> requests;
    std::vector<QRectF> anchors, avoid;
    const auto add = [&](const QPointF& at, const QString& text, const QColor& colour, double opacity) {
        const QRectF dot(at - QPointF(6, 6), QSizeF(12, 12));
        if (!area().intersects(dot))
            return;
        names.push_back({text, colour, opacity});
        requests.push_back({dot & area(), QSizeF(metrics.horizontalAdvance(text) + 4, metrics.height())});
        anchors.push_back(dot);
    };
    for (std::size_t k = 0; k < drawn_.size(); ++k)
        if (drawn_[k] && drawn_[k]->done > 0) {
            const double share = drawn_[k]->accuracy();
            QString text = tr("read correctly %1").arg(shareText(share));
            if (results_->networks.size() > 1 && !link_->settings().alone)
                text = results_->networks[k].name + QStringLiteral(", ") + text;
            // Several networks are about equally good at ε = 0: their names would lie on each other.
            if (results_->networks.size() == 1 || link_->settings().alone)
                add({log_ ? area().left() + 6 : toPixel({0, 0}).x(), toPixel({0, 100 * share}).y()}, text,
                    theme().text, 1);
        }
    for (const SweepCurve& curve : curves_) {
        if (curve.points.empty())
            continue;
        const double half = curve.halfway();
        const QPointF at = std::isfinite(half) && half > 0
                               ? toPixel({horizontal(half), 50 * curve.points.front().share})
                               : place(curve, curve.points.size() - 1);
        add(at, nameOf(curve), wordsOf(curve), link_->opacity(curve.id()));
        for (std::size_t k = 0; k + 1 < curve.points.size(); ++k)
            if (!log_ || curve.points[k].eps > 0)
                avoid.push_back(
                    QRectF(place(curve, k), place(curve, k + 1)).normalized().adjusted(0, -1, 0, 1));
    }
    const auto places = placeLabels(area(), requests, anchors, avoid);
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

} // namespace kamke::ui
