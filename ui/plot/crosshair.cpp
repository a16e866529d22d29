#include "ui/plot/crosshair.h"

#include "ui/plot/log_ticker.h"
#include "ui/plot/plot.h"
#include "ui/text/number_text.h"

#include <algorithm>
#include <cmath>

namespace kamke::ui {

Crosshair::Crosshair(QCustomPlot* plot)
    : QCPLayerable(plot, QStringLiteral("cursor")) {}

void Crosshair::style(const QColor& line, const QColor& words, const QFont& font) {
    line_ = line;
    words_ = words;
    font_ = font;
}

void Crosshair::moveTo(const QPointF& pixel, bool numberLine) {
    at_ = pixel;
    numberLine_ = numberLine;
    shown_ = true;
    layer()->replot();
}

void Crosshair::hide() {
    if (shown_) {
        shown_ = false;
        layer()->replot();
    }
}

void Crosshair::applyDefaultAntialiasingHint(QCPPainter* painter) const {
    painter->setAntialiasing(false);
}

void Crosshair::draw(QCPPainter* painter) {
    // Only on the screen: a file has no pointer.
    const QRect area = mParentPlot->axisRect()->rect();
    if (!shown_ || !area.contains(at_.toPoint()) || painter->modes().testFlag(QCPPainter::pmNoCaching)) {
        return;
    }
    painter->setPen(QPen(line_, 1));
    painter->drawLine(QPointF(at_.x(), area.top()), QPointF(at_.x(), area.bottom()));
    if (!numberLine_) {
        painter->drawLine(QPointF(area.left(), at_.y()), QPointF(area.right(), at_.y()));
    }
    // Only plots have a crosshair.
    const double start = static_cast<const Plot*>(mParentPlot)->horizontalStart();
    const auto part = [&](const QCPAxis* axis, double pixel) {
        if (axis->ticker().dynamicCast<LogTicker>()) {
            const double quantity = LogTicker::quantity(axis->pixelToCoord(pixel));
            return axis->label() + QLatin1Char(' ') +
                   formatNumber(QString::number(quantity, 'g', 4).toDouble());
        }
        // One digit more than a pixel can tell apart would be noise.
        const double perPixel =
            axis->range().size() /
            std::max(1, axis->orientation() == Qt::Horizontal ? area.width() : area.height());
        const double unit = std::pow(10, std::floor(std::log10(perPixel)));
        double value = std::round(axis->pixelToCoord(pixel) / unit) * unit;
        if (axis == mParentPlot->xAxis)
            value = std::max(value, start);
        return axis->label() + QLatin1Char(' ') + formatNumber(value);
    };
    QString words = part(mParentPlot->xAxis, at_.x());
    if (!numberLine_) {
        words += QStringLiteral("   ") + part(mParentPlot->yAxis, at_.y());
    }
    painter->setFont(font_);
    painter->setPen(words_);
    const QRect line(area.left(), 0, area.width(), area.top() - 2);
    painter->drawText(line, Qt::AlignRight | Qt::AlignBottom, words);
}

} // namespace kamke::ui
