// Tick labels with a proper minus and without a negative zero.
#pragma once

#include <qcustomplot.h>

namespace kamke::ui {

class RangeTicker : public QCPAxisTicker {
protected:
    double getTickStep(const QCPRange& range) override;
    QString getTickLabel(double tick, const QLocale& locale, QChar format, int precision) override;

private:
    double step_ = 1;
};

} // namespace kamke::ui
