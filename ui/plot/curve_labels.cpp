#include "ui/plot/curve_labels.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kamke::ui {

namespace {

constexpr double stepAcross = 6, stepDown = 4; ///< between candidates, pixels
constexpr double obvious = 9;                  ///< a name this close to its curve needs no leader
constexpr double clearance = 3;                ///< between a name and its curve
constexpr double nodeSize = 8;                 ///< of the grid on which distances are known
constexpr double onData = 1000;                ///< more than any way that a name can be away

double squareDistance(const QPointF& a, const QPointF& b) {
    const QPointF d = a - b;
    return QPointF::dotProduct(d, d);
}

QPointF nearestOn(const QPolygonF& curve, const QPointF& to) {
    QPointF best = curve.front();
    double least = squareDistance(best, to);
    for (qsizetype k = 0; k + 1 < curve.size(); ++k) {
        const QPointF along = curve[k + 1] - curve[k];
        const double length = QPointF::dotProduct(along, along);
        const double t =
            length > 0 ? std::clamp(QPointF::dotProduct(to - curve[k], along) / length, 0.0, 1.0) : 0;
        const QPointF at = curve[k] + t * along;
        if (const double d = squareDistance(at, to); d < least) {
            least = d;
            best = at;
        }
    }
    return best;
}

/// Distances from a curve at the nodes of a grid: exact ones everywhere would cost too much.
class DistanceField {
public:
    DistanceField(const QRectF& area, const QPolygonF& curve)
        : origin_(area.topLeft())
        , columns_(static_cast<int>(area.width() / nodeSize) + 2)
        , rows_(static_cast<int>(area.height() / nodeSize) + 2) {
        values_.reserve(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_));
        for (int row = 0; row < rows_; ++row)
            for (int column = 0; column < columns_; ++column) {
                const QPointF node = origin_ + nodeSize * QPointF(column, row);
                values_.push_back(std::sqrt(squareDistance(nearestOn(curve, node), node)));
            }
    }
    double at(const QPointF& p) const {
        const int column = std::clamp(
                      static_cast<int>(std::lround((p.x() - origin_.x()) / nodeSize)), 0, columns_ - 1),
                  row = std::clamp(
                      static_cast<int>(std::lround((p.y() - origin_.y()) / nodeSize)), 0, rows_ - 1);
        return values_
            [static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
             static_cast<std::size_t>(column)];
    }
    /// About how far a name's rim is from the curve.
    double from(const QRectF& place) const {
        const double middle = place.center().y();
        double least = std::numeric_limits<double>::infinity();
        for (const double x : {place.left(), place.center().x(), place.right()})
            least = std::min(least, at({x, middle}));
        return std::max(0.0, least - place.height() / 2);
    }

private:
    QPointF origin_;
    int columns_, rows_;
    std::vector<double> values_;
};

/// The point of a rectangle's rim that is nearest to a point outside it.
QPointF rimPoint(const QRectF& place, const QPointF& to) {
    return {std::clamp(to.x(), place.left(), place.right()), std::clamp(to.y(), place.top(), place.bottom())};
}

bool crossesBox(const QLineF& line, const QRectF& box) {
    if (box.contains(line.p1()) || box.contains(line.p2()))
        return true;
    const QPointF corners[] = {box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft()};
    for (int k = 0; k < 4; ++k)
        if (line.intersects(QLineF(corners[k], corners[(k + 1) % 4]), nullptr) == QLineF::BoundedIntersection)
            return true;
    return false;
}

class Placer {
public:
    Placer(const std::vector<CurveLabelRequest>& labels, const InkMap& ink)
        : labels_(labels)
        , ink_(ink) {
        fields_.reserve(labels.size());
        for (const CurveLabelRequest& label : labels)
            fields_.emplace_back(ink.area(), label.curve);
    }

    std::vector<std::optional<CurveLabelPlace>> place(const std::vector<std::size_t>& order) {
        placed_.assign(labels_.size(), std::nullopt);
        for (const std::size_t k : order)
            placed_[k] = best(k);
        return placed_;
    }

private:
    std::optional<CurveLabelPlace> best(std::size_t k) const {
        const CurveLabelRequest& label = labels_[k];
        const QRectF area = ink_.area();
        struct Candidate {
            double cost; ///< at least
            QPointF at;
        };
        std::vector<Candidate> candidates;
        const auto add = [&](double x, double y) {
            if (const QRectF place(QPointF(x, y), label.size); area.contains(place))
                candidates.push_back({cheapest(k, place), place.topLeft()});
        };
        const double w = label.size.width(), h = label.size.height();
        for (const double dy : {0.0, -h / 2 - clearance, h / 2 + clearance, -h - clearance, h + clearance})
            for (const double x : {label.wish.x() + 2 * clearance, label.wish.x() - 2 * clearance - w})
                add(x, label.wish.y() - h / 2 + dy);
        for (double y = area.top(); y + h <= area.bottom(); y += stepDown)
            for (double x = area.left(); x + w <= area.right(); x += stepAcross)
                add(x, y);
        // The cheapest first: what is dear from the start need not be looked at closely.
        const auto dearer = [](const Candidate& a, const Candidate& b) { return a.cost > b.cost; };
        std::make_heap(candidates.begin(), candidates.end(), dearer);
        std::optional<CurveLabelPlace> found;
        double least = std::numeric_limits<double>::infinity();
        while (!candidates.empty() && candidates.front().cost < least) {
            const auto [cost, at] = candidates.front();
            std::pop_heap(candidates.begin(), candidates.end(), dearer);
            candidates.pop_back();
            const QRectF place(at, label.size);
            if (const double whole = cost + clash(k, place); whole < least) {
                least = whole;
                found = CurveLabelPlace{place, leader(k, place)};
            }
        }
        return found;
    }

    /// Without what takes time to find out.
    double cheapest(std::size_t k, const QRectF& place) const {
        const double covered = ink_.covered(place.adjusted(-1, 0, 1, 0));
        const double wish = std::sqrt(squareDistance(place.center(), labels_[k].wish));
        return fields_[k].from(place) + 0.15 * wish + (covered > 0 ? onData * (1 + covered) : 0);
    }

    double clash(std::size_t k, const QRectF& place) const {
        const QRectF around = place.adjusted(-3, -1, 3, 1);
        for (const auto& other : placed_)
            if (other && other->place.intersects(around))
                return std::numeric_limits<double>::infinity();
        // Whoever reads a name takes it for that of the nearest curve.
        double more = 0;
        const double own = fields_[k].from(place);
        for (std::size_t other = 0; other < labels_.size(); ++other)
            if (other != k && fields_[other].from(place) < own + 4)
                more = 25;
        const auto line = leader(k, place);
        for (const auto& other : placed_) {
            if (other && line && crossesBox(*line, other->place))
                more += 60;
            if (other && other->leader && crossesBox(*other->leader, place))
                return std::numeric_limits<double>::infinity();
        }
        return more;
    }

    std::optional<QLineF> leader(std::size_t k, const QRectF& place) const {
        const QPointF anchor = nearestOn(labels_[k].curve, place.center());
        const QPointF start = rimPoint(place, anchor);
        const double length = QLineF(start, anchor).length();
        if (length <= clearance)
            return std::nullopt;
        if (length <= obvious) {
            const double own = fields_[k].from(place);
            const bool clear = std::none_of(fields_.begin(), fields_.end(), [&](const DistanceField& other) {
                return &other != &fields_[k] && other.from(place) < own + 4;
            });
            if (clear)
                return std::nullopt;
        }
        return QLineF(start, anchor);
    }

    const std::vector<CurveLabelRequest>& labels_;
    const InkMap& ink_;
    std::vector<DistanceField> fields_;
    std::vector<std::optional<CurveLabelPlace>> placed_;
};

} // namespace

std::vector<std::optional<CurveLabelPlace>>
placeCurveLabels(const std::vector<CurveLabelRequest>& labels, const InkMap& ink) {
    Placer placer(labels, ink);
    std::vector<std::size_t> order(labels.size());
    for (std::size_t k = 0; k < order.size(); ++k)
        order[k] = k;
    auto placed = placer.place(order);
    // Whoever came too late for free ground chooses first in a second round.
    const auto isGood = [&](const std::optional<CurveLabelPlace>& each) {
        return each && ink.isFree(each->place);
    };
    if (std::all_of(placed.begin(), placed.end(), isGood))
        return placed;
    std::stable_partition(order.begin(), order.end(), [&](std::size_t k) { return !isGood(placed[k]); });
    auto again = placer.place(order);
    return std::count_if(again.begin(), again.end(), isGood) >
                   std::count_if(placed.begin(), placed.end(), isGood)
               ? again
               : placed;
}

} // namespace kamke::ui
