#include "ui/plot/decade_ticker.h"

#include <algorithm>
#include <cmath>

namespace kamke::ui {

double DecadeTicker::getTickStep(const QCPRange& range) {
    for (const int step : {1, 2, 3, 5, 10, 20, 50})
        if (range.size() / step <= tickCount() + 1)
            return step;
    return 100;
}

QVector<double> DecadeTicker::createTickVector(double tickStep, const QCPRange& range) {
    QVector<double> ticks;
    const double first = std::ceil(range.lower / tickStep) * tickStep;
    for (double tick = first; tick <= range.upper && ticks.size() < 100; tick += tickStep)
        ticks << tick;
    return ticks;
}

QString DecadeTicker::getTickLabel(double tick, const QLocale& locale, QChar, int) {
    const int exponent = static_cast<int>(std::lround(tick));
    if (std::abs(exponent) <= 2)
        return locale.toString(std::pow(10, exponent), 'g', 3);
    static const QString digits = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    QString label = QStringLiteral("10");
    if (exponent < 0)
        label += QStringLiteral("⁻");
    for (const QChar digit : QString::number(std::abs(exponent)))
        label += digits[digit.digitValue()];
    return label;
}

} // namespace kamke::ui
