#include "ui/state/train_settings.h"

#include "core/train/train.h"

namespace kamke::ui {

TrainSettings withKind(TrainSettings settings, const QString& kind) {
    const ModelKind* row = findModelKind(kind.toStdString());
    Q_ASSERT(row);
    settings.kind = kind;
    settings.gamma = row->defaultGamma;
    settings.learnWeights = settings.learnWeights && row->learnsWeights();
    if (!row->takesLipschitzWeight)
        settings.lipschitzWeight = 0;
    if (!row->takesCertifiedEps)
        settings.certifiedEps = 0;
    return settings;
}

TrainOptions optionsOf(const TrainSettings& settings) {
    TrainOptions options;
    options.kind = settings.kind.toStdString();
    options.hidden = settings.hidden;
    options.layers = settings.layers;
    options.gamma = settings.gamma;
    options.mean = settings.mean;
    options.std = settings.std;
    options.learnWeights = settings.learnWeights;
    options.lipschitzWeight = settings.lipschitzWeight;
    options.certifiedEps = settings.certifiedEps;
    options.epochs = settings.epochs;
    options.batch = settings.batch;
    options.rate = settings.rate;
    options.finalRate = settings.finalRate;
    options.seed = static_cast<std::uint64_t>(settings.seed);
    options.runs = settings.runs;
    options.threads = settings.threads;
    options.first = settings.first;
    options.count = settings.last < 0 ? -1 : static_cast<Index>(settings.last) - settings.first + 1;
    return options;
}

} // namespace kamke::ui
