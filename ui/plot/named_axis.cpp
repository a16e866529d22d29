#include "ui/plot/named_axis.h"

#include "ui/formula/math_text.h"

#include <QFontMetricsF>
#include <algorithm>
#include <utility>

namespace kamke::ui {

void NamedAxis::setName(const QString& name) {
    name_ = name;
    setLabel(withoutScriptMarks(name));
}

void NamedAxis::draw(QCPPainter* painter) {
    const QRect area = axisRect()->rect();
    const double length = orientation() == Qt::Vertical ? area.height() : area.width();
    double width = mathWidth(name_, labelFont());
    // A little further than the axis it is still inside of the plot; smaller than this it is not read.
    constexpr double beyond = 16, smallest = 0.7;
    const double scale = std::clamp((length + beyond) / std::max(width, 1.0), smallest, 1.0);
    if (label().isEmpty() || (label() == name_ && scale == 1)) {
        QCPAxis::draw(painter);
        return;
    }
    const QColor colour = std::exchange(mLabelColor, QColor(Qt::transparent));
    QCPAxis::draw(painter);
    mLabelColor = colour;
    QString name = name_;
    if (scale * width > length + beyond) {
        const double room = (length + beyond) / scale;
        name = QFontMetricsF(labelFont()).elidedText(label(), Qt::ElideRight, room);
    }
    const QFontMetricsF metrics(labelFont());
    const QPainterPath path = mathPath(name, labelFont(), &width);
    painter->save();
    painter->setAntialiasing(true);
    painter->translate(QRectF(mAxisPainter->labelSelectionBox()).center());
    if (orientation() == Qt::Vertical)
        painter->rotate(-90);
    painter->scale(scale, scale);
    painter->translate(-width / 2, metrics.ascent() - metrics.height() / 2);
    painter->fillPath(path, colour);
    painter->restore();
}

} // namespace kamke::ui
