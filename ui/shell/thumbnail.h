// A small picture of what a network does: its reach sets for the box it opens with.
#pragma once

#include "ui/style/theme.h"

#include <QImage>
#include <QSize>
#include <stop_token>

namespace kamke::ui {

/// Draws the samples, exact pieces and boxes that the methods give for the network's opening box. For
/// workers: computes at most two seconds. `size` in logical pixels.
QImage drawThumbnail(
    const std::shared_ptr<const Network>& network, const Theme& theme, const QSize& size,
    qreal devicePixelRatio, const std::stop_token& stop);

} // namespace kamke::ui
