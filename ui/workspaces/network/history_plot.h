// Accuracy or loss over the epochs of trainings, several networks in one plot.
#pragma once

#include "ui/plot/plot.h"

#include <vector>

namespace kamke::ui {

/// One quantity of one network.
struct HistoryCurve {
    QString name;           ///< network and quantity, for the data
    std::size_t column = 0; ///< of the network: its colour and its marker
    bool dashed = false;    ///< validation
    std::vector<double> mean;
    std::vector<double> std; ///< as many, or empty
};

/// Epochs from 1; a light envelope of one standard deviation where there is one (Figure 1 of the NEMON
/// paper).
class HistoryPlot : public Plot {
    Q_OBJECT
public:
    explicit HistoryPlot(QWidget* parent = nullptr);

    /// `scale` multiplies what is drawn (100: percent); with `ceiling` > 0 the axis ends there, else it
    /// begins at 0.
    void setCurves(std::vector<HistoryCurve> curves, double scale, double ceiling);
    const std::vector<HistoryCurve>& curves() const { return curves_; }

    QString csv() const override;
    void restyle(const Theme& theme) override;
    QSize sizeHint() const override { return {380, 320}; }

protected:
    void resetView() override;

private:
    void style();
    void fit();

    std::vector<HistoryCurve> curves_;
    double scale_ = 1, ceiling_ = 0;
    bool chosen_ = false; ///< the user has chosen the view
};

} // namespace kamke::ui
