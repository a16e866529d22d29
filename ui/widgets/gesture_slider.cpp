#include "ui/widgets/gesture_slider.h"

#include <QKeyEvent>
#include <QWheelEvent>

namespace kamke::ui {

namespace {
constexpr qint64 burst = 700; ///< ms between wheel steps of one gesture
} // namespace

void GestureSlider::mousePressEvent(QMouseEvent* event) {
    emit gestureStarted();
    QSlider::mousePressEvent(event);
}

void GestureSlider::keyPressEvent(QKeyEvent* event) {
    if (!event->isAutoRepeat())
        emit gestureStarted();
    QSlider::keyPressEvent(event);
}

void GestureSlider::wheelEvent(QWheelEvent* event) {
    if (!wheeled_.isValid() || wheeled_.elapsed() > burst)
        emit gestureStarted();
    wheeled_.restart();
    QSlider::wheelEvent(event);
}

} // namespace kamke::ui
