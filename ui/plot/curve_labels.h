// Where the names of curves go.
#pragma once

#include "ui/plot/ink_map.h"

#include <QSizeF>
#include <optional>
#include <vector>

namespace kamke::ui {

/// A name of `size` that belongs to `curve` (pixels, y downwards; one point is a curve too), best near
/// `wish`.
struct CurveLabelRequest {
    QPolygonF curve;
    QSizeF size;
    QPointF wish;
};

struct CurveLabelPlace {
    QRectF place;
    /// From the name to its curve, where the eye would not find the way alone.
    std::optional<QLineF> leader;
};

/// A place for each name within the area of `ink`: beside its own curve where the ground is free, else
/// further away with a leader. Names never overlap each other. They lie on data only where the area has no
/// free ground left for them, and are left out only where there is no room beside the other names at all.
std::vector<std::optional<CurveLabelPlace>>
placeCurveLabels(const std::vector<CurveLabelRequest>& labels, const InkMap& ink);

} // namespace kamke::ui
