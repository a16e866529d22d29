// Where a plot is covered by data, so that words can keep off it.
#pragma once

#include <QLineF>
#include <QPolygonF>
#include <QRectF>
#include <vector>

namespace kamke::ui {

/// Cells of two pixels, covered or free. What lies outside `area` is left out.
class InkMap {
public:
    explicit InkMap(const QRectF& area);

    const QRectF& area() const { return area_; }
    void addLine(const QLineF& line, double width = 2);
    void addCurve(const QPolygonF& points, double width = 2);
    void addBox(const QRectF& box);
    /// The share of `place` that is covered, 0 to 1; parts outside the area are free.
    double covered(const QRectF& place) const;
    bool isFree(const QRectF& place) const { return covered(place) == 0; }

private:
    void sumUp() const;

    QRectF area_;
    int columns_, rows_;
    std::vector<bool> cells_;
    mutable std::vector<int> sums_; ///< of all cells above and left of a corner; empty: to be summed again
};

} // namespace kamke::ui
