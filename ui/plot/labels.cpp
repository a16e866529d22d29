#include "ui/plot/labels.h"

#include "ui/plot/label_placer.h"

namespace kamke::ui {

Labels::Labels(QCustomPlot* plot)
    : QCPLayerable(plot, QStringLiteral("labels")) {}

void Labels::set(
    std::vector<Label> labels, std::vector<QRectF> outlines, std::vector<QRectF> avoid, const QFont& font) {
    labels_ = std::move(labels);
    outlines_ = std::move(outlines);
    avoid_ = std::move(avoid);
    font_ = font;
}

void Labels::applyDefaultAntialiasingHint(QCPPainter* painter) const {
    painter->setAntialiasing(true);
}

QRectF Labels::toPixels(const QRectF& box) const {
    const QCPAxis* x = mParentPlot->xAxis;
    const QCPAxis* y = mParentPlot->yAxis;
    return QRectF(
               QPointF(x->coordToPixel(box.left()), y->coordToPixel(box.top())),
               QPointF(x->coordToPixel(box.right()), y->coordToPixel(box.bottom())))
        .normalized();
}

void Labels::draw(QCPPainter* painter) {
    const QRectF area = QRectF(mParentPlot->axisRect()->rect()).adjusted(2, 2, -2, -2);
    QFont bold = font_;
    bold.setBold(true);
    const QFontMetricsF plainMetrics(font_), boldMetrics(bold);
    std::vector<LabelRequest> requests;
    std::vector<QRectF> outlines, avoid;
    for (const QRectF& outline : outlines_) {
        outlines.push_back(toPixels(outline));
    }
    for (const QRectF& data : avoid_) {
        avoid.push_back(toPixels(data));
    }
    places_.assign(labels_.size(), std::nullopt);
    std::vector<QRectF> corners;
    std::vector<std::size_t> beside;
    for (std::size_t k = 0; k < labels_.size(); ++k) {
        const Label& label = labels_[k];
        const QFontMetricsF& metrics = label.bold ? boldMetrics : plainMetrics;
        const QSizeF size(metrics.horizontalAdvance(label.text) + 2, metrics.height());
        const QRectF box = toPixels(label.box);
        if (label.place == Label::Place::Corner) {
            const QRectF room = area.adjusted(4, 1, -4, -1);
            places_[k] = QRectF(QPointF(), QSizeF(std::min(size.width(), room.width()), size.height()));
            places_[k]->moveTopLeft(
                {label.corner & Qt::AlignRight ? room.right() - places_[k]->width() : room.left(),
                 label.corner & Qt::AlignBottom ? room.bottom() - size.height() : room.top()});
            corners.push_back(*places_[k]);
        } else if (
            label.place == Label::Place::Centred && box.width() > size.width() + 14 &&
            box.height() > size.height() + 6) {
            const QRectF place(box.center() - QPointF(size.width() / 2, size.height() / 2), size);
            if (area.contains(place)) {
                places_[k] = place;
                avoid.push_back(place);
            }
        } else {
            beside.push_back(k);
            // Letters of boxes keep off the handles that stand on their lines.
            const double handle = label.id == QStringLiteral("box") ? 4 : 0;
            requests.push_back({box.adjusted(-handle, -handle, handle, handle), size});
        }
    }
    const auto placed = placeLabels(area, requests, outlines, avoid, corners);
    for (std::size_t k = 0; k < beside.size(); ++k) {
        places_[beside[k]] = placed[k];
    }
    for (std::size_t k = 0; k < labels_.size(); ++k) {
        if (places_[k]) {
            const QFont& font = labels_[k].bold ? bold : font_;
            painter->setFont(font);
            painter->setPen(labels_[k].colour);
            painter->drawText(
                *places_[k], Qt::AlignCenter | Qt::TextDontClip,
                QFontMetricsF(font).elidedText(labels_[k].text, Qt::ElideMiddle, places_[k]->width() + 1));
        }
    }
}

} // namespace kamke::ui
