#include "ui/plot/named_axis.h"

#include "ui/formula/math_text.h"

#include <QFontMetricsF>
#include <utility>

namespace kamke::ui {

void NamedAxis::setName(const QString& name) {
    name_ = name;
    setLabel(withoutScriptMarks(name));
}

void NamedAxis::draw(QCPPainter* painter) {
    if (label() == name_) {
        QCPAxis::draw(painter);
        return;
    }
    const QColor colour = std::exchange(mLabelColor, QColor(Qt::transparent));
    QCPAxis::draw(painter);
    mLabelColor = colour;
    const QFontMetricsF metrics(labelFont());
    double width = 0;
    const QPainterPath path = mathPath(name_, labelFont(), &width);
    painter->save();
    painter->setAntialiasing(true);
    painter->translate(QRectF(mAxisPainter->labelSelectionBox()).center());
    if (orientation() == Qt::Vertical)
        painter->rotate(-90);
    painter->translate(-width / 2, metrics.ascent() - metrics.height() / 2);
    painter->fillPath(path, colour);
    painter->restore();
}

} // namespace kamke::ui
