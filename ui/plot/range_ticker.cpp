#include "ui/plot/range_ticker.h"

#include <cmath>

namespace kamke::ui {

double RangeTicker::getTickStep(const QCPRange& range) {
    return step_ = QCPAxisTicker::getTickStep(range);
}

QString RangeTicker::getTickLabel(double tick, const QLocale& locale, QChar, int) {
    // Ticks are sums of steps: zero comes out as a few 1e-17.
    if (std::abs(tick) < 1e-9 * step_) {
        return QStringLiteral("0");
    }
    // As many digits as tell two neighbours apart, so that a far zoom does not repeat one label.
    const int digits = static_cast<int>(std::ceil(std::log10(std::abs(tick) / step_) - 1e-9)) + 2;
    QString label = locale.toString(tick, 'g', std::clamp(digits, 3, 15));
    label.replace(QLatin1Char('-'), QChar(0x2212));
    return label;
}

} // namespace kamke::ui
