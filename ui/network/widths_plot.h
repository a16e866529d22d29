// Widths of interval boxes against the iteration, on a logarithmic axis.
#pragma once

#include "plot/plot.h"

#include <vector>

namespace kamke::ui {

struct WidthCurve {
    QString name;               ///< for the data
    std::size_t column = 0;     ///< of the network: its colour
    bool dashed = false;        ///< its random start
    std::vector<double> widths; ///< for iterations 0, 1, …
};

/// The quantity is drawn as its decimal logarithm; what is zero has no place. A curve ends where it leaves
/// ten to the `mostDecades`: the numbers are in the data.
class WidthsPlot : public Plot {
    Q_OBJECT
public:
    explicit WidthsPlot(QWidget* parent = nullptr);

    void setCurves(std::vector<WidthCurve> curves);
    const std::vector<WidthCurve>& curves() const { return curves_; }

    QString csv() const override;
    void restyle(const Theme& theme) override;
    QSize sizeHint() const override { return {420, 320}; }

protected:
    void resetView() override;

private:
    static constexpr double mostDecades = 12;

    void style();
    void fit();

    std::vector<WidthCurve> curves_;
    bool chosen_ = false; ///< the user has chosen the view
};

} // namespace kamke::ui
