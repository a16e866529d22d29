// "u₁ × u₂": which two coordinates a plane shows.
#pragma once

#include "ui/plot/plane_axes.h"

#include <QWidget>

class QComboBox;

namespace kamke::ui {

/// Hidden while there is nothing to choose (two coordinates or fewer).
class AxisChooser : public QWidget {
    Q_OBJECT
public:
    /// `letter` is that of the space: u or y. `what` names it for screen readers: "input".
    AxisChooser(const QString& letter, const QString& what, QWidget* parent = nullptr);

    void setAxes(Index dimensions, const PlaneAxes& axes);

signals:
    /// By the user; never twice the same coordinate: choosing the other axis's one swaps them.
    void chosen(int x, int y);

private:
    void choose();

    QString letter_;
    QComboBox* x_;
    QComboBox* y_;
    PlaneAxes axes_;
};

} // namespace kamke::ui
