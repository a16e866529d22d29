// Vectors of pixels as pictures.
#pragma once

#include "core/model/types.h"

#include <QImage>
#include <utility>

namespace kamke::ui {

/// Rows×columns, row by row. Ink on paper: `range` is what is white and what is black.
QImage inkPicture(const Vector& pixels, std::pair<int, int> shape, std::pair<double, double> range);
/// Signed values: white is zero, orange `most` and blue −`most`.
QImage signedPicture(const Vector& values, std::pair<int, int> shape, double most);

} // namespace kamke::ui
