// The view that fits what is shown, and keeps still under a drag.
#pragma once

#include <QRectF>
#include <QSizeF>

namespace kamke::ui {

/// The smallest rectangle around both, points and lines included.
QRectF around(const QRectF& all, const QRectF& more);

/// `content` with a margin on every side, as shares of its width and height; a content without width or
/// height gets some.
QRectF withMargin(const QRectF& content, QSizeF share);

/// The next view. Grows at once when `content` leaves `shown`; shrinks to the fitted view only when
/// `mayShrink` (after a drag, not within) and `shown` is more than `slack` times as large as it need be. An
/// invalid `shown` is replaced.
QRectF fittedView(const QRectF& shown, const QRectF& content, QSizeF share, double slack, bool mayShrink);

} // namespace kamke::ui
