#include "ui/plot/end_labels.h"

#include "ui/plot/clip.h"
#include "ui/style/theme.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kamke::ui {

namespace {
constexpr int beside = 6; ///< between a point and its name, logical pixels
} // namespace

EndLabels::EndLabels(QCustomPlot* plot)
    : QCPLayerable(plot, QStringLiteral("labels")) {}

void EndLabels::set(std::vector<EndLabel> labels, const QFont& font) {
    labels_ = std::move(labels);
    font_ = font;
}

int EndLabels::width() const {
    const QFontMetrics metrics(font_);
    int widest = 0;
    for (const EndLabel& label : labels_)
        widest = std::max(widest, metrics.horizontalAdvance(label.text));
    return widest + 2 * beside;
}

void EndLabels::applyDefaultAntialiasingHint(QCPPainter* painter) const {
    painter->setAntialiasing(true);
}

void EndLabels::spread(std::vector<QRectF>& places, const std::vector<std::size_t>& group) const {
    const QRectF area = mParentPlot->axisRect()->rect();
    std::vector<std::size_t> order = group;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return places[a].top() < places[b].top();
    });
    // Down from the top, then up from the bottom: what is pushed out below finds its place above.
    qreal free = area.top();
    for (const std::size_t k : order) {
        places[k].moveTop(std::max(places[k].top(), free));
        free = places[k].bottom();
    }
    qreal end = area.bottom();
    std::reverse(order.begin(), order.end());
    for (const std::size_t k : order) {
        places[k].moveBottom(std::min(places[k].bottom(), end));
        end = places[k].top();
    }
}

InkMap EndLabels::ink() const {
    const QRectF area = mParentPlot->axisRect()->rect();
    // Names may stand right of the axes, too.
    InkMap map(
        area.united(QRectF(area.topLeft(), QPointF(mParentPlot->viewport().right() - 1, area.bottom()))));
    for (int k = 0; k < mParentPlot->graphCount(); ++k) {
        const QCPGraph* graph = mParentPlot->graph(k);
        if (graph->pen().style() == Qt::NoPen)
            continue;
        QPolygonF curve;
        for (const QCPGraphData& point : *graph->data())
            curve << QPointF(
                graph->keyAxis()->coordToPixel(point.key), graph->valueAxis()->coordToPixel(point.value));
        map.addCurve(curve, 3);
    }
    if (curves_)
        for (const QPolygonF& curve : curves_())
            map.addCurve(curve, 3);
    return map;
}

QPointF EndLabels::anchor(const EndLabel& label) const {
    const QRectF area = mParentPlot->axisRect()->rect();
    const auto pixel = [&](double key, double value) {
        return QPointF(mParentPlot->xAxis->coordToPixel(key), label.valueAxis->coordToPixel(value));
    };
    const QPointF end = pixel(label.point.x(), label.point.y());
    if (area.adjusted(-1, -1, 1, 1).contains(end))
        return end;
    // Where the curve is seen last.
    for (int k = 0; k < mParentPlot->graphCount(); ++k) {
        const QCPGraph* graph = mParentPlot->graph(k);
        const auto& data = *graph->data();
        if (graph->valueAxis() != label.valueAxis || data.size() < 2)
            continue;
        auto last = data.constEnd() - 1;
        if (last->key != label.point.x() || last->value != label.point.y())
            continue;
        for (; last != data.constBegin(); --last)
            if (const auto seen = clipLine(
                    {pixel((last - 1)->key, (last - 1)->value), pixel(last->key, last->value)}, area))
                return seen->p2();
    }
    return end;
}

void EndLabels::place() {
    const QRectF area = mParentPlot->axisRect()->rect();
    const QFontMetricsF metrics(font_);
    std::vector<QPointF> points;
    std::vector<QRectF> wanted;
    std::vector<std::size_t> shown;
    places_.assign(labels_.size(), std::nullopt);
    for (std::size_t k = 0; k < labels_.size(); ++k) {
        const QPointF at = anchor(labels_[k]);
        points.push_back(at);
        wanted.emplace_back(
            at + QPointF(beside, -metrics.height() / 2),
            QSizeF(metrics.horizontalAdvance(labels_[k].text) + 2, metrics.height()));
        if (area.adjusted(-1, -1, 1, 1).contains(at))
            shown.push_back(k);
    }
    // Names of curves that end together keep the order of the curves.
    for (std::size_t first = 0; first < shown.size(); ++first) {
        std::vector<std::size_t> group;
        for (const std::size_t k : shown)
            if (std::abs(points[k].x() - points[shown[first]].x()) < 3)
                group.push_back(k);
        if (group.front() == shown[first])
            spread(wanted, group);
    }
    const InkMap taken = ink();
    std::vector<CurveLabelRequest> moved;
    std::vector<std::size_t> which;
    InkMap others = taken;
    for (const std::size_t k : shown) {
        const bool clash = std::any_of(places_.begin(), places_.end(), [&](const auto& other) {
            return other && other->place.intersects(wanted[k].adjusted(-1, 1, 1, -1));
        });
        if (!clash && taken.isFree(wanted[k].adjusted(0, 2, 0, -2))) {
            places_[k] = CurveLabelPlace{wanted[k], std::nullopt};
            others.addBox(wanted[k]);
        } else {
            moved.push_back({{points[k]}, wanted[k].size(), points[k]});
            which.push_back(k);
        }
    }
    const auto found = placeCurveLabels(moved, others);
    for (std::size_t k = 0; k < which.size(); ++k)
        places_[which[k]] = found[k];
}

void EndLabels::draw(QCPPainter* painter) {
    place();
    painter->setFont(font_);
    for (std::size_t k = 0; k < labels_.size(); ++k) {
        if (!places_[k])
            continue;
        if (places_[k]->leader) {
            painter->setPen(QPen(faded(labels_[k].colour, 0.6), 0.8));
            painter->drawLine(*places_[k]->leader);
        }
        painter->setPen(labels_[k].colour);
        painter->drawText(
            places_[k]->place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, labels_[k].text);
    }
}

} // namespace kamke::ui
