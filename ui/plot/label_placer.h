// Where the names of nested boxes go.
#pragma once

#include <QRectF>
#include <QSizeF>
#include <optional>
#include <vector>

namespace kamke::ui {

/// A label of `size` that belongs to the outline `box` (pixels, y downwards).
struct LabelRequest {
    QRectF box;
    QSizeF size;
};

/// A place for each label beside its box's outline, inside `area`, in the order of the requests (earlier ones
/// choose first). Labels never overlap each other; they keep off the outlines of all boxes in `outlines` and
/// off the areas in `avoid` wherever that is possible, and off those in `taken` always. A label for which
/// nothing is left, or whose box shows no side inside `area`, gets no place.
std::vector<std::optional<QRectF>> placeLabels(
    const QRectF& area, const std::vector<LabelRequest>& labels, const std::vector<QRectF>& outlines,
    const std::vector<QRectF>& avoid, const std::vector<QRectF>& taken = {});

} // namespace kamke::ui
