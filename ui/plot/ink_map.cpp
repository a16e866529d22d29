#include "ui/plot/ink_map.h"

#include "ui/plot/clip.h"

#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {
constexpr double inkCell = 2;
} // namespace

InkMap::InkMap(const QRectF& area)
    : area_(area)
    , columns_(std::max(1, static_cast<int>(std::ceil(area.width() / inkCell))))
    , rows_(std::max(1, static_cast<int>(std::ceil(area.height() / inkCell))))
    , cells_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_)) {}

void InkMap::addLine(const QLineF& line, double width) {
    const double r = width / 2;
    const auto part = clipLine(line, area_.adjusted(-r, -r, r, r));
    if (!part)
        return;
    const int steps = std::max(1, static_cast<int>(std::ceil(part->length() / inkCell * 2)));
    for (int k = 0; k <= steps; ++k) {
        const QPointF at = part->pointAt(static_cast<double>(k) / steps);
        addBox(QRectF(at - QPointF(r, r), QSizeF(width, width)));
    }
}

void InkMap::addCurve(const QPolygonF& points, double width) {
    if (points.size() == 1)
        addLine({points.front(), points.front()}, width);
    for (qsizetype k = 0; k + 1 < points.size(); ++k)
        addLine({points[k], points[k + 1]}, width);
}

void InkMap::addBox(const QRectF& box) {
    const QRectF inside = box.normalized() & area_;
    if (inside.isEmpty())
        return;
    sums_.clear();
    const auto index = [](double from, double origin, int count) {
        return std::clamp(static_cast<int>(std::floor((from - origin) / inkCell)), 0, count - 1);
    };
    for (int row = index(inside.top(), area_.top(), rows_); row <= index(inside.bottom(), area_.top(), rows_);
         ++row)
        for (int column = index(inside.left(), area_.left(), columns_);
             column <= index(inside.right(), area_.left(), columns_); ++column)
            cells_
                [static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
                 static_cast<std::size_t>(column)] = true;
}

void InkMap::sumUp() const {
    const auto width = static_cast<std::size_t>(columns_), height = static_cast<std::size_t>(rows_);
    sums_.assign((width + 1) * (height + 1), 0);
    for (std::size_t y = 0; y < height; ++y)
        for (std::size_t x = 0; x < width; ++x)
            sums_[(y + 1) * (width + 1) + x + 1] =
                (cells_[y * width + x] ? 1 : 0) + sums_[y * (width + 1) + x + 1] +
                sums_[(y + 1) * (width + 1) + x] - sums_[y * (width + 1) + x];
}

double InkMap::covered(const QRectF& place) const {
    if (sums_.empty())
        sumUp();
    const auto corner = [](double at, double origin, int count, bool up) {
        const double cells = (at - origin) / inkCell;
        return static_cast<std::size_t>(
            std::clamp(static_cast<int>(up ? std::ceil(cells) : std::floor(cells)), 0, count));
    };
    const std::size_t left = corner(place.left(), area_.left(), columns_, false),
                      right = corner(place.right(), area_.left(), columns_, true),
                      top = corner(place.top(), area_.top(), rows_, false),
                      bottom = corner(place.bottom(), area_.top(), rows_, true);
    if (right <= left || bottom <= top)
        return 0;
    const std::size_t width = static_cast<std::size_t>(columns_) + 1;
    const int sum = sums_[bottom * width + right] - sums_[top * width + right] -
                    sums_[bottom * width + left] + sums_[top * width + left];
    return sum / static_cast<double>((right - left) * (bottom - top));
}

} // namespace kamke::ui
