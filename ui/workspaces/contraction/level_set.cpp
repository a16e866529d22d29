#include "ui/workspaces/contraction/level_set.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <unordered_map>

namespace kamke::ui {

namespace {

/// A grid of values, surrounded by a ring that is outside of the set.
class Grid {
public:
    Grid(const std::function<double(double, double)>& f, double level, const QRectF& area, int cells)
        : side_(cells + 3)
        , step_(area.width() / cells, area.height() / cells)
        , origin_(area.topLeft() - QPointF(step_.width(), step_.height()))
        , values_(static_cast<std::size_t>(side_) * static_cast<std::size_t>(side_), 1.0) {
        for (int row = 1; row + 1 < side_; ++row)
            for (int column = 1; column + 1 < side_; ++column) {
                const QPointF p = at(column, row);
                const double value = f(p.x(), p.y()) - level;
                values_[index(column, row)] = std::isfinite(value) ? value : 1;
            }
    }

    int side() const { return side_; }
    double value(int column, int row) const { return values_[index(column, row)]; }
    QPointF at(int column, int row) const {
        return origin_ + QPointF(column * step_.width(), row * step_.height());
    }

private:
    std::size_t index(int column, int row) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(side_) +
               static_cast<std::size_t>(column);
    }

    int side_;
    QSizeF step_;
    QPointF origin_;
    std::vector<double> values_;
};

/// Without the points that lie between their neighbours: straight boundaries have two ends, not hundreds.
QPolygonF withoutStraightParts(const QPolygonF& loop) {
    QPolygonF corners;
    for (qsizetype k = 0; k < loop.size(); ++k) {
        const QPointF& before = corners.isEmpty() ? loop.back() : corners.back();
        const QPointF in = loop[k] - before, out = loop[(k + 1) % loop.size()] - loop[k];
        const double cross = in.x() * out.y() - in.y() * out.x();
        const double size = std::hypot(in.x(), in.y()) * std::hypot(out.x(), out.y());
        if (std::abs(cross) > 1e-6 * size)
            corners << loop[k];
    }
    return corners;
}

/// Crossings of the level with the grid's edges, each named by one number, and which follows which when the
/// set lies on the left.
class Contour {
public:
    explicit Contour(const Grid& grid)
        : grid_(grid) {
        for (int row = 0; row + 1 < grid.side(); ++row)
            for (int column = 0; column + 1 < grid.side(); ++column)
                addCell(column, row);
    }

    std::vector<QPolygonF> loops() {
        std::vector<QPolygonF> loops;
        while (!next_.empty()) {
            QPolygonF loop;
            int edge = next_.begin()->first;
            for (auto step = next_.find(edge); step != next_.end(); step = next_.find(edge)) {
                loop << crossing(edge);
                edge = step->second;
                next_.erase(step);
            }
            loops.push_back(withoutStraightParts(loop));
        }
        return loops;
    }

private:
    /// The edge from (column, row) to the right (0) or upwards (1).
    int edgeName(int column, int row, int up) const { return 2 * (row * grid_.side() + column) + up; }

    QPointF crossing(int edge) const {
        const int cell = edge / 2, column = cell % grid_.side(), row = cell / grid_.side(), up = edge % 2;
        const double a = grid_.value(column, row), b = grid_.value(column + 1 - up, row + up);
        const QPointF from = grid_.at(column, row), to = grid_.at(column + 1 - up, row + up);
        return from + a / (a - b) * (to - from);
    }

    void addCell(int column, int row) {
        // Corners and edges counter-clockwise from the lower left one; edge k runs from corner k to k + 1.
        const std::array<bool, 4> inside{
            grid_.value(column, row) < 0, grid_.value(column + 1, row) < 0,
            grid_.value(column + 1, row + 1) < 0, grid_.value(column, row + 1) < 0};
        const std::array<int, 4> edges{
            edgeName(column, row, 0), edgeName(column + 1, row, 1), edgeName(column, row + 1, 0),
            edgeName(column, row, 1)};
        for (std::size_t k = 0; k < 4; ++k) {
            // The boundary leaves through an edge where walking around the cell leaves the set, and came in
            // through the last one before it where that entered the set.
            if (!inside[k] || inside[(k + 1) % 4])
                continue;
            std::size_t entry = k;
            do
                entry = (entry + 3) % 4;
            while (inside[entry]);
            next_[edges[k]] = edges[entry];
        }
    }

    const Grid& grid_;
    std::unordered_map<int, int> next_;
};

} // namespace

std::vector<QPolygonF>
levelLoops(const std::function<double(double x, double y)>& f, double level, const QRectF& area, int cells) {
    const Grid grid(f, level, area, cells);
    return Contour(grid).loops();
}

} // namespace kamke::ui
