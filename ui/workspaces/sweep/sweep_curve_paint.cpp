// How SweepCurvePlot is drawn.
#include "ui/plot/clip.h"
#include "ui/text/number_text.h"
#include "ui/workspaces/sweep/sweep_curve_plot.h"
#include "ui/workspaces/sweep/sweep_link.h"

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
    QPolygonF line;
    for (std::size_t k = 0; k < curve.points.size(); ++k)
        if (!log_ || curve.points[k].eps > 0)
            line << place(curve, k);
    polyline(painter, line);
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
        cross(painter, at, shape.isEmpty() ? markRadius : 0.5 * markRadius);
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

std::optional<SweepCurvePlot::Name> SweepCurvePlot::cleanName(std::size_t network) const {
    const auto& counts = drawn_[network];
    if (!counts || counts->done == 0)
        return std::nullopt;
    // Several networks are about equally good at ε = 0: their names would say nothing.
    if (results_->networks.size() > 1 && !link_->settings().alone)
        return std::nullopt;
    const double share = counts->accuracy();
    const QPointF at(log_ ? area().left() + 6 : toPixel({0, 0}).x(), toPixel({0, 100 * share}).y());
    if (!area().adjusted(-1, -1, 1, 1).contains(at))
        return std::nullopt;
    return Name{
        tr("read correctly %1").arg(percentText(share)),
        theme().text,
        {},
        {{at}, {}, at + QPointF(6, 0)},
        {}};
}

std::optional<SweepCurvePlot::Name> SweepCurvePlot::curveName(const SweepCurve& curve) const {
    QPolygonF line, seen;
    for (std::size_t k = 0; k < curve.points.size(); ++k)
        if (!log_ || curve.points[k].eps > 0)
            line << place(curve, k);
    for (const QPolygonF& part : clipPolyline(line, area()))
        seen << part;
    if (seen.isEmpty() && !line.isEmpty() && area().contains(line.back()))
        seen << line.back();
    if (seen.isEmpty())
        return std::nullopt;
    const double half = curve.halfway();
    const QPointF wish = std::isfinite(half) && half > 0
                             ? toPixel({horizontal(half), 50 * curve.points.front().share})
                             : place(curve, curve.points.size() - 1);
    return Name{nameOf(curve), wordsOf(curve), curve.id(), {std::move(seen), {}, wish}, {}};
}

void SweepCurvePlot::placeNames() {
    const QFontMetricsF metrics(smallFont());
    std::vector<Name> names;
    for (std::size_t k = 0; k < drawn_.size(); ++k)
        if (auto name = cleanName(k))
            names.push_back(std::move(*name));
    for (const SweepCurve& curve : curves_)
        if (auto name = curveName(curve))
            names.push_back(std::move(*name));
    std::vector<CurveLabelRequest> requests;
    for (Name& name : names) {
        name.request.size = {metrics.horizontalAdvance(name.text) + 4, metrics.height()};
        requests.push_back(name.request);
    }
    // A passing pointer replots, too; nothing has moved then.
    const bool same =
        area() == placedIn_ &&
        std::equal(
            names.begin(), names.end(), names_.begin(), names_.end(), [](const Name& a, const Name& b) {
                return a.request.curve == b.request.curve && a.request.size == b.request.size &&
                       a.request.wish == b.request.wish;
            });
    if (same) {
        for (std::size_t k = 0; k < names.size(); ++k)
            names[k].at = names_[k].at;
        names_ = std::move(names);
        return;
    }
    InkMap ink(area());
    for (const Name& name : names) {
        ink.addCurve(name.request.curve, 3);
        // Marks stand on the curve's points.
        for (const QPointF& p : name.request.curve)
            ink.addBox(QRectF(p - QPointF(5, 5), QSizeF(10, 10)));
    }
    const auto places = placeCurveLabels(requests, ink);
    for (std::size_t k = 0; k < names.size(); ++k)
        names[k].at = places[k];
    names_ = std::move(names);
    placedIn_ = area();
}

void SweepCurvePlot::paintNames(QCPPainter& painter) {
    placeNames();
    painter.setFont(smallFont());
    for (const Name& name : names_) {
        if (!name.at)
            continue;
        painter.save();
        painter.setOpacity(painter.opacity() * (name.method.isEmpty() ? 1 : link_->opacity(name.method)));
        if (name.at->leader) {
            painter.setPen(QPen(faded(name.colour, 0.6), 0.8));
            painter.drawLine(*name.at->leader);
        }
        painter.setPen(name.colour);
        painter.drawText(name.at->place, Qt::AlignCenter | Qt::TextDontClip, name.text);
        painter.restore();
    }
}

} // namespace kamke::ui
