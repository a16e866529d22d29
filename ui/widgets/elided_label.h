// A label that gives way.
#pragma once

#include <QLabel>
#include <QPainter>

namespace kamke::ui {

/// One line of plain text, elided on the right when there is not enough room.
class ElidedLabel : public QLabel {
public:
    explicit ElidedLabel(const QString& text = {}, QWidget* parent = nullptr)
        : QLabel(text, parent) {
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        setTextFormat(Qt::PlainText);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        drawFrame(&painter);
        painter.setPen(palette().color(foregroundRole()));
        painter.drawText(
            contentsRect(), static_cast<int>(alignment()),
            fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width()));
    }
};

} // namespace kamke::ui
