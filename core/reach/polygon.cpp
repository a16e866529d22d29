#include "core/reach/polygon.h"

#include <cmath>

namespace kamke {

namespace {

double cross(const Point& a, const Point& b) {
    return a.x() * b.y() - a.y() * b.x();
}

} // namespace

double ConvexPolygon::measure() const {
    if (vertices.empty())
        return 0;
    if (vertices.size() == 1)
        return 1;
    if (vertices.size() == 2)
        return (vertices[1] - vertices[0]).norm();
    double twice = 0;
    for (std::size_t k = 1; k + 1 < vertices.size(); ++k)
        twice += cross(vertices[k] - vertices[0], vertices[k + 1] - vertices[0]);
    return std::abs(twice) / 2;
}

Point ConvexPolygon::centroid() const {
    Point mean = Point::Zero();
    for (const Point& v : vertices)
        mean += v;
    mean /= static_cast<double>(vertices.size());
    if (vertices.size() < 3)
        return mean;
    Point sum = Point::Zero();
    double total = 0;
    for (std::size_t k = 1; k + 1 < vertices.size(); ++k) {
        const Point a = vertices[k] - vertices[0], b = vertices[k + 1] - vertices[0];
        const double twice = cross(a, b);
        sum += twice * (a + b) / 3;
        total += twice;
    }
    // A sliver without area has its vertices' mean.
    return total != 0 ? Point(vertices[0] + sum / total) : mean;
}

SplitPolygon split(const ConvexPolygon& polygon, const HalfPlane& halfPlane, double tolerance) {
    const std::size_t count = polygon.vertices.size();
    std::vector<double> side(count);
    bool anyInside = false, anyOutside = false;
    for (std::size_t k = 0; k < count; ++k) {
        side[k] = halfPlane.at(polygon.vertices[k]);
        if (std::abs(side[k]) <= tolerance)
            side[k] = 0;
        anyInside |= side[k] > 0;
        anyOutside |= side[k] < 0;
    }
    if (!anyOutside)
        return {polygon, {}};
    if (!anyInside)
        return {{}, polygon};
    SplitPolygon parts;
    // A segment has one edge, a polygon as many as vertices.
    const std::size_t edges = count == 2 ? 1 : count;
    for (std::size_t k = 0; k < count; ++k) {
        if (side[k] >= 0)
            parts.inside.vertices.push_back(polygon.vertices[k]);
        if (side[k] <= 0)
            parts.outside.vertices.push_back(polygon.vertices[k]);
        if (k >= edges)
            continue;
        const std::size_t next = (k + 1) % count;
        if ((side[k] > 0 && side[next] < 0) || (side[k] < 0 && side[next] > 0)) {
            const double t = side[k] / (side[k] - side[next]);
            const Point crossing = polygon.vertices[k] + t * (polygon.vertices[next] - polygon.vertices[k]);
            parts.inside.vertices.push_back(crossing);
            parts.outside.vertices.push_back(crossing);
        }
    }
    return parts;
}

} // namespace kamke
