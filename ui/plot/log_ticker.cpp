#include "ui/plot/log_ticker.h"

#include "ui/text/number_text.h"

#include <cmath>
#include <vector>

namespace kamke::ui {

double LogTicker::quantity(double coordinate) {
    return std::pow(10, coordinate);
}

double LogTicker::getTickStep(const QCPRange&) {
    return 1; // of no use: ticks are not evenly spaced
}

QVector<double> LogTicker::createTickVector(double, const QCPRange& range) {
    // The finest steps whose labels have room.
    static const std::vector<std::vector<double>> choices{
        {1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 5, 7}, {1, 2, 5}, {1, 3}, {1}};
    const int first = static_cast<int>(std::floor(range.lower)),
              last = static_cast<int>(std::ceil(range.upper));
    QVector<double> ticks;
    for (const std::vector<double>& steps : choices) {
        ticks.clear();
        for (int decade = first; decade <= last && last - first < 400; ++decade)
            for (const double step : steps)
                if (const double tick = decade + std::log10(step); range.contains(tick))
                    ticks << tick;
        if (ticks.size() <= room_)
            return ticks;
    }
    // Every second, third, … decade, those of 1 among them.
    const int stride = static_cast<int>((ticks.size() + room_ - 1) / room_);
    ticks.removeIf([&](double decade) { return static_cast<int>(std::lround(decade)) % stride != 0; });
    return ticks;
}

QString LogTicker::getTickLabel(double tick, const QLocale&, QChar, int) {
    return formatNumber(QString::number(quantity(tick), 'g', 3).toDouble());
}

} // namespace kamke::ui
