// A slider for ε on a log scale with the steps of 8-bit pixels marked and numbered.
#pragma once

#include "ui/state/digits_state.h"

#include <QSlider>
#include <vector>

namespace kamke::ui {

/// From leastEps to largestEps() in raw units. Near a step k/255 it snaps to it, as long as steps lie apart;
/// in l_2 there are no such steps, and powers of ten are marked instead.
class EpsSlider : public QSlider {
    Q_OBJECT
public:
    explicit EpsSlider(QWidget* parent = nullptr);

    /// The ε of the present position, on a step k/255 when it is near one.
    double eps() const;
    /// Goes to the position of ε, at the end when it is outside; emits nothing.
    void showEps(double eps, BallNorm norm);

    /// A mark below the slider with its number; nothing in its `text` where the next ones leave no room.
    struct Tick {
        double x = 0; ///< px
        QString text;
    };
    std::vector<Tick> ticks() const;

    int position(double eps) const;
    double epsAt(int position) const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QFont tickFont() const;
    /// Middle of the handle at this position, in pixels.
    double pixel(int position) const;

    BallNorm norm_ = BallNorm::Linf;
};

} // namespace kamke::ui
