#include "core/train/history.h"

#include <cmath>

namespace kamke {

void addHistory(
    std::map<std::string, AttributeValue>& training, std::span<const std::vector<TrainProgress>> runs) {
    if (runs.empty() || runs.front().empty())
        return;
    const std::size_t epochs = runs.front().size();
    std::vector<const std::vector<TrainProgress>*> whole;
    for (const auto& run : runs)
        if (run.size() == epochs)
            whole.push_back(&run);
    training["runs"] = static_cast<std::int64_t>(whole.size());
    const auto add = [&](const std::string& name, double TrainProgress::*value) {
        std::vector<double> means, deviations;
        for (std::size_t epoch = 0; epoch < epochs; ++epoch) {
            double sum = 0, squares = 0;
            for (const auto* run : whole)
                sum += (*run)[epoch].*value;
            const double mean = sum / static_cast<double>(whole.size());
            for (const auto* run : whole)
                squares += std::pow((*run)[epoch].*value - mean, 2);
            means.push_back(mean);
            deviations.push_back(std::sqrt(squares / static_cast<double>(whole.size())));
        }
        if (!std::isfinite(means.back()))
            return;
        training["history_" + name] = means;
        if (whole.size() > 1)
            training["history_" + name + "_std"] = deviations;
    };
    add("loss", &TrainProgress::loss);
    add("accuracy", &TrainProgress::accuracy);
    add("validation", &TrainProgress::validation);
}

} // namespace kamke
