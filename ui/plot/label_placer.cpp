#include "ui/plot/label_placer.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kamke::ui {
namespace {

constexpr double gap = 3; // between a label and its line

struct Candidate {
    QRectF place;
    double cost;
};

bool crosses(const QRectF& place, const QRectF& outline) {
    // The outline as a thin frame: its sides touch the label when the label meets the rectangle but not its
    // inside alone.
    return place.intersects(outline.adjusted(-1, -1, 1, 1)) &&
           !outline.adjusted(1, 1, -1, -1).contains(place);
}

double overlap(const QRectF& a, const QRectF& b) {
    const QRectF both = a & b;
    return both.isEmpty() ? 0 : both.width() * both.height() / (a.width() * a.height());
}

/// Places along the four sides, outside and inside: ends first, then between. Above the box is liked best,
/// since there the eye looks for a title.
std::vector<Candidate> candidates(const LabelRequest& label, const QRectF& area) {
    const QRectF b = label.box;
    const double w = label.size.width(), h = label.size.height();
    std::vector<Candidate> result;
    const auto add = [&](double x, double y, double cost) { result.push_back({QRectF(x, y, w, h), cost}); };
    // The visible part of the sides: a box that leaves the plot is still named where it shows.
    const double left = std::max(b.left(), area.left()), right = std::min(b.right(), area.right());
    const double top = std::max(b.top(), area.top()), bottom = std::min(b.bottom(), area.bottom());
    if (left > right || top > bottom) {
        return result;
    }
    constexpr std::array<double, 7> along{1, 0, 0.5, 0.25, 0.75, 0.125, 0.875};
    for (std::size_t k = 0; k < along.size(); ++k) {
        const double t = along[k], late = 0.05 * static_cast<double>(k);
        const double x = left + t * (right - left - w);
        const double y = top + t * (bottom - top - h);
        if (b.top() >= area.top()) {
            add(x, b.top() - gap - h, 0 + late);
            add(x, b.top() + gap, 0.4 + late);
        }
        if (b.bottom() <= area.bottom()) {
            add(x, b.bottom() + gap, 0.3 + late);
            add(x, b.bottom() - gap - h, 0.5 + late);
        }
        if (b.right() <= area.right()) {
            add(b.right() + gap, y, 0.6 + late);
            add(b.right() - gap - w, y, 0.8 + late);
        }
        if (b.left() >= area.left()) {
            add(b.left() - gap - w, y, 0.7 + late);
            add(b.left() + gap, y, 0.9 + late);
        }
    }
    return result;
}

} // namespace

std::vector<std::optional<QRectF>> placeLabels(
    const QRectF& area, const std::vector<LabelRequest>& labels, const std::vector<QRectF>& outlines,
    const std::vector<QRectF>& avoid, const std::vector<QRectF>& taken) {
    std::vector<std::optional<QRectF>> placed;
    placed.reserve(labels.size());
    for (const LabelRequest& label : labels) {
        std::optional<QRectF> best;
        double least = 0;
        for (const Candidate& candidate : candidates(label, area)) {
            const QRectF& place = candidate.place;
            const auto meets = [&](const QRectF& other) {
                return other.adjusted(-2, -1, 2, 1).intersects(place);
            };
            const bool used = std::any_of(taken.begin(), taken.end(), meets) ||
                              std::any_of(placed.begin(), placed.end(), [&](const auto& other) {
                                  return other && meets(*other);
                              });
            if (used || !area.contains(place)) {
                continue;
            }
            double cost = candidate.cost;
            for (const QRectF& outline : outlines) {
                cost += crosses(place, outline) ? 10 : 0;
            }
            for (const QRectF& data : avoid) {
                const double covered = overlap(place, data);
                cost += covered > 0 ? 1 + 6 * covered : 0;
            }
            if (!best || cost < least) {
                best = place;
                least = cost;
            }
        }
        placed.push_back(best);
    }
    return placed;
}

} // namespace kamke::ui
