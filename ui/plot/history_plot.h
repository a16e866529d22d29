// Accuracy or loss against epoch, of several trained networks.
#pragma once

#include "ui/plot/curve_plot.h"
#include "ui/plot/training_history.h"

namespace kamke::ui {

enum class HistoryQuantity { Accuracy, Loss };

/// As nemon, Figure 1: one curve per history that has the quantity, named at its end, in a light envelope of
/// one standard deviation over the runs. Accuracies are of the validation samples where the file has them, in
/// percent.
class TrainingHistoryPlot : public CurvePlot {
    Q_OBJECT
public:
    explicit TrainingHistoryPlot(HistoryQuantity quantity, QWidget* parent = nullptr);

    void setHistories(std::vector<TrainingHistory> histories);
    const std::vector<TrainingHistory>& histories() const { return histories_; }

    /// network,runs,epoch,loss,std or network,runs,samples,epoch,accuracy,std: one row per epoch, `samples`
    /// saying which ones were read; std is empty for a single run.
    QString csv() const override;

private:
    const std::vector<double>& mean(const TrainingHistory& history) const;
    const std::vector<double>& spread(const TrainingHistory& history) const;
    double scale() const { return quantity_ == HistoryQuantity::Accuracy ? 100 : 1; }
    QString endText(const TrainingHistory& history) const;
    QRectF fitted() const;

    HistoryQuantity quantity_;
    std::vector<TrainingHistory> histories_; ///< those that have the quantity
};

} // namespace kamke::ui
