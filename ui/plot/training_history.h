// What a network's file keeps of the course of its training.
#pragma once

#include "core/model/network.h"

#include <QString>
#include <vector>

namespace kamke::ui {

/// One entry per epoch; means over `runs` trainings with other seeds, and their standard deviations where
/// there is more than one. Arrays that the file lacks are empty.
struct TrainingHistory {
    QString name;   ///< of the network, short
    int series = 0; ///< its colour and dashes: Theme::seriesPen()
    int runs = 1;
    std::vector<double> loss, accuracy, validation;                   ///< accuracies: shares, 0 … 1
    std::vector<double> lossSpread, accuracySpread, validationSpread; ///< empty, or as long as the means

    bool empty() const { return loss.empty() && accuracy.empty() && validation.empty(); }
    /// What reads data that training did not see, where the file has it.
    const std::vector<double>& shares() const { return validation.empty() ? accuracy : validation; }
    const std::vector<double>& sharesSpread() const {
        return validation.empty() ? accuracySpread : validationSpread;
    }
};

/// Of group `training`: history_loss, history_accuracy, history_validation, each with its _std, and runs.
/// Arrays with entries that are not finite, and deviations that do not fit their means, count as absent.
TrainingHistory trainingHistory(const Network& network, const QString& name, int series);

} // namespace kamke::ui
