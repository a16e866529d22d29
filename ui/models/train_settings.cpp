#include "models/train_settings.h"

#include "train/train.h"

namespace kamke::ui {

TrainOptions optionsOf(const TrainSettings& settings) {
    TrainOptions options;
    options.kind = settings.kind.toStdString();
    options.hidden = settings.hidden;
    options.gamma = settings.gamma;
    options.learnWeights = settings.learnWeights;
    options.lipschitzWeight = settings.lipschitzWeight;
    options.certifiedEps = settings.certifiedEps;
    options.epochs = settings.epochs;
    options.batch = settings.batch;
    options.rate = settings.rate;
    options.finalRate = settings.finalRate;
    options.seed = static_cast<std::uint64_t>(settings.seed);
    options.threads = settings.threads;
    options.first = settings.first;
    options.count = settings.last < 0 ? -1 : static_cast<Index>(settings.last) - settings.first + 1;
    return options;
}

} // namespace kamke::ui
