// Fusion with frames around check boxes that can be seen on a dark ground.
#pragma once

#include <QProxyStyle>

namespace kamke::ui {

/// Fusion draws these frames in a darker shade of the window, which vanishes where the window is dark.
class ControlStyle : public QProxyStyle {
    Q_OBJECT
public:
    ControlStyle();
    void drawPrimitive(
        PrimitiveElement element, const QStyleOption* option, QPainter* painter,
        const QWidget* widget) const override;
};

} // namespace kamke::ui
