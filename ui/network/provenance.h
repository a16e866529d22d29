// What a network's file says about its training.
#pragma once

#include "model/conditions.h"
#include "model/network.h"

#include <QString>
#include <vector>

namespace kamke::ui {

/// A training attribute as a number; NaN when there is none.
double numberOf(const Network& network, const std::string& key);
/// As a text; empty when there is none or it is no text.
QString wordOf(const Network& network, const std::string& key);

/// The row of the condition that the network was trained to keep: its attribute `condition`, else `kind`, is
/// the row's id. Null: none is named.
const Condition* ownConditionOf(const Network& network, const ConditionTable& table);

/// One quantity over the epochs of a training.
struct History {
    std::vector<double> mean; ///< one per epoch; empty: the file has none
    std::vector<double> std;  ///< of several runs, one per epoch; empty for a single run
};
/// `history_` + name: loss, accuracy (shares of the training data), validation.
History historyOf(const Network& network, const std::string& name);
/// Trainings that the history is the mean of; 1 when the file does not say.
int runsOf(const Network& network);

} // namespace kamke::ui
