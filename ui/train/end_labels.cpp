#include "train/end_labels.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace kamke::ui {

namespace {
constexpr int gap = 6; ///< between a point and its name, logical pixels
} // namespace

EndLabels::EndLabels(QCustomPlot* plot)
    : QCPLayerable(plot, QStringLiteral("labels")) {}

void EndLabels::set(std::vector<EndLabel> labels, const QFont& font) {
    labels_ = std::move(labels);
    font_ = font;
}

int EndLabels::width() const {
    const QFontMetrics metrics(font_);
    int widest = 0;
    for (const EndLabel& label : labels_)
        widest = std::max(widest, metrics.horizontalAdvance(label.text));
    return widest + 2 * gap;
}

void EndLabels::applyDefaultAntialiasingHint(QCPPainter* painter) const {
    painter->setAntialiasing(true);
}

void EndLabels::draw(QCPPainter* painter) {
    const QRectF area = mParentPlot->axisRect()->rect();
    const QFontMetricsF metrics(font_);
    const qreal height = metrics.height();
    std::vector<QPointF> at;
    for (const EndLabel& label : labels_)
        at.emplace_back(
            mParentPlot->xAxis->coordToPixel(label.point.x()),
            label.valueAxis->coordToPixel(label.point.y()));
    std::vector<std::size_t> order(at.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(
        order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return at[a].y() < at[b].y(); });
    // Down from the top, then up from the bottom: what is pushed out below finds its place above.
    qreal free = area.top();
    for (const std::size_t k : order) {
        at[k].setY(std::max(at[k].y() - height / 2, free));
        free = at[k].y() + height;
    }
    qreal end = area.bottom();
    std::reverse(order.begin(), order.end());
    for (const std::size_t k : order) {
        at[k].setY(std::min(at[k].y(), end - height));
        end = at[k].y();
    }
    painter->setFont(font_);
    for (std::size_t k = 0; k < at.size(); ++k) {
        if (!area.adjusted(-1, 0, 1, 0).contains(QPointF(at[k].x(), area.center().y())))
            continue;
        painter->setPen(labels_[k].colour);
        painter->drawText(
            QRectF(at[k].x() + gap, at[k].y(), metrics.horizontalAdvance(labels_[k].text) + 2, height),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, labels_[k].text);
    }
}

} // namespace kamke::ui
