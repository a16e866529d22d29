#include "ui/plot/pictures.h"

#include "ui/style/theme.h"

#include <cmath>

namespace kamke::ui {
namespace {

template<class Colour>
QImage picture(const Vector& values, std::pair<int, int> shape, Colour colour) {
    const auto [rows, columns] = shape;
    QImage image(columns, rows, QImage::Format_RGB32);
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column)
            image.setPixel(column, row, colour(values(Index(row) * columns + column)).rgb());
    return image;
}

} // namespace

QImage inkPicture(const Vector& pixels, std::pair<int, int> shape, std::pair<double, double> range) {
    const double span = range.second > range.first ? range.second - range.first : 1;
    return picture(pixels, shape, [&](double value) { return Theme::ink((value - range.first) / span); });
}

QImage signedPicture(const Vector& values, std::pair<int, int> shape, double most) {
    const double scale = most > 0 ? 1 / most : 0;
    return picture(values, shape, [&](double value) { return Theme::signedColour(value * scale); });
}

} // namespace kamke::ui
