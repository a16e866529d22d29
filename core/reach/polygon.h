// Convex polygons in the plane, and their degenerate relatives (segments, points).
#pragma once

#include "core/model/types.h"

#include <vector>

namespace kamke {

using Point = Eigen::Vector2d;

/// A convex polygon by its vertices in counter-clockwise order; two vertices are a segment, one is a point.
struct ConvexPolygon {
    std::vector<Point> vertices;

    bool empty() const { return vertices.empty(); }
    /// Area, length or 1, for a polygon, a segment or a point.
    double measure() const;
    Point centroid() const;
};

/// normal·v + offset ≥ 0.
struct HalfPlane {
    Point normal;
    double offset;
    double at(const Point& v) const { return normal.dot(v) + offset; }
};

struct SplitPolygon {
    ConvexPolygon inside, outside;
};
/// The parts on both sides of the line; a part that would only touch the line is empty. Values within
/// `tolerance` of the line count as on it.
SplitPolygon split(const ConvexPolygon& polygon, const HalfPlane& halfPlane, double tolerance);

} // namespace kamke
