#include "ui/widgets/method_swatch.h"

#include <QPainter>

namespace kamke::ui {

QPixmap methodSwatch(const Method& method, const Theme& theme, QSize size, qreal ratio) {
    QPixmap pixmap(size * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.methodPen(method));
    const QRectF all(QPointF(0, 0), QSizeF(size));
    if (method.line.filled) {
        QColor fill = theme.method(method);
        fill.setAlphaF(0.18F);
        painter.setBrush(fill);
        painter.drawRect(all.adjusted(1, 1, -1, -1));
    } else {
        const double y = all.center().y();
        painter.drawLine(QPointF(1, y), QPointF(all.right() - 1, y));
    }
    return pixmap;
}

QPixmap lineSwatch(const QPen& pen, QSize size, qreal ratio) {
    QPixmap pixmap(size * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(pen);
    painter.drawLine(QPointF(1, size.height() / 2.0), QPointF(size.width() - 1, size.height() / 2.0));
    return pixmap;
}

} // namespace kamke::ui
