#include "digits/eps_slider.h"

#include "plot/theme.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {

constexpr int positions = 4000;
/// Of the handle, as in the style sheet.
constexpr double handleWidth = 16;
constexpr int steps[] = {1, 2, 4, 8, 16, 32, 64, 128};
/// A step attracts from this many pixels away, and from less where steps are dense: between two of them there
/// must stay room to aim at.
constexpr double attraction = 4, shareOfGap = 0.35, leastGap = 2;

} // namespace

EpsSlider::EpsSlider(QWidget* parent)
    : QSlider(Qt::Horizontal, parent) {
    setRange(0, positions);
    setSingleStep(positions / 200);
    setPageStep(positions / 20);
    setMinimumWidth(160);
    setMinimumHeight(30);
    setAccessibleName(tr("Radius ε"));
}

int EpsSlider::position(double eps) const {
    const double most = largestEps(norm_);
    if (!(eps > least))
        return 0;
    return static_cast<int>(
        std::lround(positions * std::log(std::min(eps, most) / least) / std::log(most / least)));
}

double EpsSlider::epsAt(int position) const {
    const double most = largestEps(norm_);
    // Two digits more than one can aim at; the ends are exact.
    if (position >= positions)
        return most;
    return least * std::pow(most / least, static_cast<double>(position) / positions);
}

double EpsSlider::pixel(int position) const {
    return handleWidth / 2 + (width() - handleWidth) * position / positions;
}

double EpsSlider::eps() const {
    const double here = epsAt(value());
    const double k = std::round(here * 255);
    if (k >= 1 && norm_ == BallNorm::Linf) {
        const double at = pixel(position(k / 255)), next = pixel(position((k + 1) / 255));
        if (next - at > leastGap &&
            std::abs(pixel(value()) - at) <= std::min(attraction, shareOfGap * (next - at)))
            return k / 255;
    }
    const double digit = std::pow(10, std::floor(std::log10(here)) - 2);
    return std::round(here / digit) * digit;
}

void EpsSlider::showEps(double eps, BallNorm norm) {
    const QSignalBlocker quiet(this);
    if (norm != norm_)
        update();
    norm_ = norm;
    setValue(position(eps));
}

void EpsSlider::paintEvent(QPaintEvent* event) {
    if (norm_ == BallNorm::Linf) {
        QPainter painter(this);
        painter.setPen(currentTheme().axis);
        const double bottom = height() - 0.5;
        for (const int k : steps) {
            const double x = std::floor(pixel(position(k / 255.0))) + 0.5;
            painter.drawLine(QPointF(x, bottom - 4), QPointF(x, bottom));
        }
    }
    QSlider::paintEvent(event);
}

} // namespace kamke::ui
