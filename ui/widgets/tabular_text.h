// Figures of one width, so that columns of numbers line up in fonts whose digits differ in width.
#pragma once

#include <QFontMetricsF>
#include <QPainter>
#include <QString>

namespace kamke::ui {

/// Width of `text` with every digit, sign and figure space as wide as the widest digit.
qreal tabularWidth(const QFontMetricsF& metrics, const QString& text);
/// Draws `text` in the painter's font and pen, right-aligned and vertically centred in `rect`; what does not
/// fit is elided on the right.
void drawTabular(QPainter& painter, const QRectF& rect, QString text);

} // namespace kamke::ui
