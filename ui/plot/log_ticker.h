// Ticks of an axis that shows the decimal logarithm of a quantity: 0.01, 0.02, 0.05, 0.1 …
#pragma once

#include <qcustomplot.h>

namespace kamke::ui {

/// The axis itself stays linear, so that zooming and panning are those of every other axis.
class LogTicker : public QCPAxisTicker {
public:
    /// The quantity at a coordinate of the axis, as the crosshair says it.
    static double quantity(double coordinate);
    /// At most this many labels are made (default: 10); fewer where the axis is shorter (TickRoom).
    void setRoom(int labels) { room_ = labels; }
    int room() const { return room_; }

protected:
    double getTickStep(const QCPRange& range) override;
    QVector<double> createTickVector(double tickStep, const QCPRange& range) override;
    QString getTickLabel(double tick, const QLocale& locale, QChar format, int precision) override;

private:
    int room_ = 10;
};

} // namespace kamke::ui
