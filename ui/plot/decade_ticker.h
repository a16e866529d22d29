// Ticks of an axis that shows a decimal logarithm over many decades: 10⁻⁶, 10⁻³, 1 …
#pragma once

#include <qcustomplot.h>

namespace kamke::ui {

class DecadeTicker : public QCPAxisTicker {
protected:
    double getTickStep(const QCPRange& range) override;
    QVector<double> createTickVector(double tickStep, const QCPRange& range) override;
    QString getTickLabel(double tick, const QLocale& locale, QChar format, int precision) override;
};

} // namespace kamke::ui
