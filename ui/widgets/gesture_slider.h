// A slider that says when a gesture of the user begins.
#pragma once

#include <QElapsedTimer>
#include <QSlider>

namespace kamke::ui {

/// A press of the button (on the handle or beside it, however long it is held), a press of a key with its
/// repetitions and a burst of wheel steps are one gesture each: one step of undo.
class GestureSlider : public QSlider {
    Q_OBJECT
public:
    using QSlider::QSlider;

signals:
    /// Before the first change of a gesture.
    void gestureStarted();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    QElapsedTimer wheeled_;
};

} // namespace kamke::ui
