// The page of how the networks of a sweep were trained.
#pragma once

#include <QWidget>

namespace kamke::ui {

class Caption;
class TrainingHistoryPlot;
class SweepLink;

/// Accuracy and loss against epoch of the networks whose files keep a history (nemon, Figure 1).
class TrainingPage : public QWidget {
    Q_OBJECT
public:
    explicit TrainingPage(SweepLink* link, QWidget* parent = nullptr);
    TrainingHistoryPlot* accuracy() { return accuracy_; }
    TrainingHistoryPlot* loss() { return loss_; }

private:
    void refresh();

    SweepLink* link_;
    TrainingHistoryPlot *accuracy_, *loss_;
    Caption* note_;
    QStringList shown_; ///< networks that the plots are of, in order
};

} // namespace kamke::ui
