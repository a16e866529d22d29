#include "ui/plot/training_history.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

namespace kamke::ui {

namespace {

std::vector<double> finiteArray(const Network& network, const std::string& key) {
    const auto found = network.training.find(key);
    if (found == network.training.end())
        return {};
    std::vector<double> values;
    if (const auto* array = std::get_if<std::vector<double>>(&found->second))
        values = *array;
    else if (const double* value = std::get_if<double>(&found->second)) // an array of one entry
        values = {*value};
    if (!std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); }))
        return {};
    return values;
}

} // namespace

TrainingHistory trainingHistory(const Network& network, const QString& name, int series) {
    TrainingHistory history;
    history.name = name;
    history.series = series;
    if (const auto runs = network.training.find("runs"); runs != network.training.end())
        if (const auto* count = std::get_if<std::int64_t>(&runs->second))
            history.runs = static_cast<int>(std::clamp<std::int64_t>(*count, 1, 1'000'000));
    const auto read = [&](const char* key, std::vector<double>& mean, std::vector<double>& spread) {
        mean = finiteArray(network, key);
        spread = finiteArray(network, std::string(key) + "_std");
        if (spread.size() != mean.size() ||
            std::any_of(spread.begin(), spread.end(), [](double v) { return v < 0; }))
            spread.clear();
    };
    read("history_loss", history.loss, history.lossSpread);
    read("history_accuracy", history.accuracy, history.accuracySpread);
    read("history_validation", history.validation, history.validationSpread);
    return history;
}

} // namespace kamke::ui
