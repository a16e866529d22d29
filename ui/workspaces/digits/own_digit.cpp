#include "ui/workspaces/digits/own_digit.h"

#include <QPainter>
#include <QRect>
#include <algorithm>
#include <cmath>
#include <vector>

namespace kamke::ui {

namespace {

/// MNIST's digits are 20 of 28 pixels tall or wide.
constexpr double inkShare = 20.0 / 28;
/// Fainter ink does not count for where the digit is.
constexpr int faintest = 16;

QImage greyOn(const QImage& picture, int ground) {
    QImage flat(picture.size(), QImage::Format_RGB32);
    flat.fill(qRgb(ground, ground, ground));
    QPainter(&flat).drawImage(0, 0, picture);
    return flat.convertToFormat(QImage::Format_Grayscale8);
}

bool hasContrast(const QImage& grey) {
    int least = 255, most = 0;
    for (int y = 0; y < grey.height(); ++y)
        for (int x = 0; x < grey.width(); ++x) {
            least = std::min<int>(least, grey.constScanLine(y)[x]);
            most = std::max<int>(most, grey.constScanLine(y)[x]);
        }
    return most - least >= faintest;
}

/// Median brightness along the border.
int borderBrightness(const QImage& grey) {
    std::vector<int> border;
    for (int x = 0; x < grey.width(); ++x)
        for (const int y : {0, grey.height() - 1})
            border.push_back(grey.constScanLine(y)[x]);
    for (int y = 0; y < grey.height(); ++y)
        for (const int x : {0, grey.width() - 1})
            border.push_back(grey.constScanLine(y)[x]);
    const auto middle = border.begin() + static_cast<std::ptrdiff_t>(border.size() / 2);
    std::nth_element(border.begin(), middle, border.end());
    return *middle;
}

QRect inkBounds(const QImage& ink) {
    QRect bounds;
    for (int y = 0; y < ink.height(); ++y)
        for (int x = 0; x < ink.width(); ++x)
            if (ink.constScanLine(y)[x] >= faintest)
                bounds |= QRect(x, y, 1, 1);
    return bounds;
}

QPointF centreOfMass(const QImage& ink) {
    double mass = 0, x = 0, y = 0;
    for (int row = 0; row < ink.height(); ++row)
        for (int column = 0; column < ink.width(); ++column) {
            const double value = ink.constScanLine(row)[column];
            mass += value;
            x += value * (column + 0.5);
            y += value * (row + 0.5);
        }
    return mass > 0 ? QPointF(x / mass, y / mass) : QPointF(ink.width() / 2.0, ink.height() / 2.0);
}

QImage paperOf(const QSize& size) {
    QImage paper(size, QImage::Format_Grayscale8);
    paper.fill(0);
    return paper;
}

} // namespace

std::optional<QSize> pictureSize(const Network& network) {
    if (!network.input || network.input->shape.size() != 2)
        return std::nullopt;
    return QSize(network.input->shape[1], network.input->shape[0]);
}

QImage inkFromPicture(const QImage& picture, const QSize& size) {
    // See-through parts are paper: white, unless nothing can be seen on white.
    QImage grey = greyOn(picture, 255);
    if (picture.hasAlphaChannel() && !hasContrast(grey))
        grey = greyOn(picture, 0);
    if (borderBrightness(grey) > 127)
        grey.invertPixels();
    const QImage scaled = grey.scaled(size, Qt::KeepAspectRatio, Qt::SmoothTransformation)
                              .convertToFormat(QImage::Format_Grayscale8);
    QImage ink = paperOf(size);
    const int left = (size.width() - scaled.width()) / 2, top = (size.height() - scaled.height()) / 2;
    for (int y = 0; y < scaled.height(); ++y)
        std::copy_n(scaled.constScanLine(y), scaled.width(), ink.scanLine(top + y) + left);
    return ink;
}

QImage centredInk(const QImage& ink, const QSize& size) {
    const QRect bounds = inkBounds(ink);
    if (bounds.isEmpty())
        return paperOf(size);
    const QSize room(
        static_cast<int>(std::lround(inkShare * size.width())),
        static_cast<int>(std::lround(inkShare * size.height())));
    const QImage digit = ink.copy(bounds)
                             .scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation)
                             .convertToFormat(QImage::Format_Grayscale8);
    const QPointF mass = centreOfMass(digit);
    const int left = static_cast<int>(std::lround(size.width() / 2.0 - mass.x())),
              top = static_cast<int>(std::lround(size.height() / 2.0 - mass.y()));
    QImage result = paperOf(size);
    for (int y = std::max(0, -top); y < digit.height() && top + y < size.height(); ++y)
        for (int x = std::max(0, -left); x < digit.width() && left + x < size.width(); ++x)
            result.scanLine(top + y)[left + x] = digit.constScanLine(y)[x];
    return result;
}

Vector rawInput(const QImage& ink, const Network& network) {
    Vector raw(network.r());
    const std::optional<InputSpec>& spec = network.input;
    for (Index k = 0; k < raw.size(); ++k) {
        const int y = static_cast<int>(k) / ink.width(), x = static_cast<int>(k) % ink.width();
        const double lower = spec && spec->lower ? (*spec->lower)(k) : 0,
                     upper = spec && spec->upper ? (*spec->upper)(k) : 1;
        raw(k) = lower + (upper - lower) * ink.constScanLine(y)[x] / 255;
    }
    return raw;
}

} // namespace kamke::ui
