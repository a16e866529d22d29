#include "widgets/tabular_text.h"

#include "widgets/local_numbers.h"

#include <algorithm>

namespace kamke::ui {

namespace {

qreal figureWidth(const QFontMetricsF& metrics) {
    qreal widest = 0;
    for (char digit = '0'; digit <= '9'; ++digit)
        widest = std::max(widest, metrics.horizontalAdvance(QLatin1Char(digit)));
    return widest;
}

qreal advance(const QFontMetricsF& metrics, QChar ch, qreal figure) {
    return ch.isDigit() || ch == trueMinus ? figure : metrics.horizontalAdvance(ch);
}

qreal width(const QFontMetricsF& metrics, const QString& text, qreal figure) {
    qreal sum = 0;
    for (const QChar ch : text)
        sum += advance(metrics, ch, figure);
    return sum;
}

} // namespace

qreal tabularWidth(const QFontMetricsF& metrics, const QString& text) {
    return width(metrics, text, figureWidth(metrics));
}

void drawTabular(QPainter& painter, const QRectF& rect, QString text) {
    const QFontMetricsF metrics(painter.font());
    const qreal figure = figureWidth(metrics);
    if (width(metrics, text, figure) > rect.width() + 0.5) {
        while (!text.isEmpty() && width(metrics, text + QChar(0x2026), figure) > rect.width())
            text.chop(1);
        text += QChar(0x2026);
    }
    qreal x = rect.right() - width(metrics, text, figure);
    const qreal baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    for (const QChar ch : text) {
        const qreal cell = advance(metrics, ch, figure);
        painter.drawText(QPointF(x + (cell - metrics.horizontalAdvance(ch)) / 2, baseline), QString(ch));
        x += cell;
    }
}

} // namespace kamke::ui
