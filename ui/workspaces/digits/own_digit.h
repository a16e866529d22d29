// Pictures from outside as inputs of a network: drawn with the mouse or opened from a file.
#pragma once

#include "core/model/network.h"

#include <QImage>
#include <QSize>
#include <optional>

namespace kamke::ui {

/// Width and height of the pictures that the network takes; nothing when its inputs are no pictures.
std::optional<QSize> pictureSize(const Network& network);

/// Grey, ink light on dark as in MNIST (inverted when the border of the picture is light), the whole picture
/// scaled into `size` with its proportions kept.
QImage inkFromPicture(const QImage& picture, const QSize& size);

/// As MNIST was made from scans: the ink scaled to fit 20/28 of `size`, its centre of mass in the middle. A
/// picture without ink stays empty.
QImage centredInk(const QImage& ink, const QSize& size);

/// Raw inputs of the network, row by row: paper is the lower end of its domain, full ink the upper one.
Vector rawInput(const QImage& ink, const Network& network);

} // namespace kamke::ui
