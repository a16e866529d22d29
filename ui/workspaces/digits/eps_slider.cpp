#include "ui/workspaces/digits/eps_slider.h"

#include "ui/style/theme.h"
#include "ui/text/number_text.h"
#include "ui/workspaces/digits/eps_edit.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {

constexpr int positions = 4000;
/// Of the handle, as in the style sheet.
constexpr double handleWidth = 16;
constexpr int tickLength = 3;
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
    // Handle, marks and numbers below each other: the style centres the handle, so there is as much above.
    setMinimumHeight(static_cast<int>(handleWidth) + 2 * (tickLength + QFontMetrics(tickFont()).height()));
    setAccessibleName(tr("Radius ε"));
}

int EpsSlider::position(double eps) const {
    const double most = largestEps(norm_);
    if (!(eps > leastEps))
        return 0;
    return static_cast<int>(
        std::lround(positions * std::log(std::min(eps, most) / leastEps) / std::log(most / leastEps)));
}

double EpsSlider::epsAt(int position) const {
    const double most = largestEps(norm_);
    // Two digits more than one can aim at; the ends are exact.
    if (position >= positions)
        return most;
    return leastEps * std::pow(most / leastEps, static_cast<double>(position) / positions);
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
    return EpsEdit::threeDigits(here);
}

void EpsSlider::showEps(double eps, BallNorm norm) {
    const QSignalBlocker quiet(this);
    if (norm != norm_)
        update();
    norm_ = norm;
    setValue(position(eps));
}

QFont EpsSlider::tickFont() const {
    QFont small = font();
    small.setPointSizeF(QFontInfo(small).pointSizeF() * 0.75);
    return small;
}

std::vector<EpsSlider::Tick> EpsSlider::ticks() const {
    std::vector<Tick> all;
    const auto add = [&](double eps, const QString& text) {
        all.push_back({std::floor(pixel(position(eps))) + 0.5, text});
    };
    if (norm_ == BallNorm::Linf)
        for (const int k : steps)
            add(k / 255.0, QString::number(k));
    else
        for (double eps = 10 * leastEps; eps <= largestEps(norm_); eps *= 10)
            add(eps, formatNumber(eps));
    // From the right, where the numbers are large.
    const QFontMetricsF metrics(tickFont());
    double next = width();
    std::for_each(all.rbegin(), all.rend(), [&](Tick& tick) {
        const double half = metrics.horizontalAdvance(tick.text) / 2;
        if (tick.x + half > next)
            tick.text.clear();
        else
            next = tick.x - half - 3;
    });
    return all;
}

void EpsSlider::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    painter.setFont(tickFont());
    const QFontMetricsF metrics(tickFont());
    const double top = height() / 2.0 + handleWidth / 2;
    for (const Tick& tick : ticks()) {
        painter.setPen(currentTheme().axis);
        painter.drawLine(QPointF(tick.x, top), QPointF(tick.x, top + tickLength));
        painter.setPen(currentTheme().faintText);
        painter.drawText(
            QPointF(
                tick.x - metrics.horizontalAdvance(tick.text) / 2, top + tickLength + metrics.ascent() - 1),
            tick.text);
    }
    painter.end();
    QSlider::paintEvent(event);
}

} // namespace kamke::ui
