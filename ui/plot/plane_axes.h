// Which two coordinates of a box a plane shows.
#pragma once

#include "ui/state/explorer_state.h"

#include <QPointF>
#include <QPolygonF>
#include <QRectF>

namespace kamke::ui {

/// Coordinates x and y of a space; y = −1 shows x alone on a number line, whose vertical range is 0…1.
struct PlaneAxes {
    int x = 0, y = 1;

    bool isLine() const { return y < 0; }
    /// Both exist in a space of this many dimensions.
    bool fit(Index dimensions) const { return x >= 0 && x < dimensions && y < dimensions; }

    /// The projection of a box; on a line it reaches from `bottom` to `top`.
    QRectF rectangle(const Box& box, double bottom = 0.45, double top = 0.55) const;
    /// The projection of a column; on a line at this height.
    QPointF point(const Eigen::Ref<const Vector>& v, double height = 0.5) const {
        return {v[x], isLine() ? height : v[y]};
    }
    /// The projections of all columns.
    QPolygonF polygon(const Matrix& columns, double height = 0.5) const;

    friend bool operator==(const PlaneAxes&, const PlaneAxes&) = default;
};

PlaneAxes inputAxes(const ExplorerState& state);
PlaneAxes outputAxes(const ExplorerState& state);

} // namespace kamke::ui
