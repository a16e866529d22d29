// What can be wrong with the options of a training.
#include "core/io/files/input_reader.h"
#include "core/train/parametrisation.h"
#include "core/train/train.h"

#include <cmath>

namespace kamke {

namespace {

bool finiteFrom(double v, double least) {
    return std::isfinite(v) && v >= least;
}

std::optional<std::string> kindError(const TrainOptions& options) {
    const ModelKind* kind = findModelKind(options.kind);
    if (!kind)
        return "kind is \"" + options.kind + "\", expected one of " + modelKindIds();
    const std::string name(kind->name);
    if (kind->usesGamma() &&
        (!(options.gamma < 1) || !std::isfinite(options.gamma) || !(options.gamma > kind->leastGamma)))
        return "gamma is " + numberText(options.gamma) + ", expected a number " +
               (std::isfinite(kind->leastGamma) ? "above " + numberText(kind->leastGamma) + " and " : "") +
               "below 1";
    if (options.learnWeights && !kind->learnsWeights())
        return "weights are to be learnt, but " + name + " has none";
    if (!finiteFrom(options.lipschitzWeight, 0))
        return "the Lipschitz weight is " + numberText(options.lipschitzWeight) + ", expected a number ≥ 0";
    if (options.lipschitzWeight > 0 && !kind->takesLipschitzWeight)
        return "the Lipschitz weight is " + numberText(options.lipschitzWeight) + ", expected 0: " + name +
               " holds no l_inf measure that a Lipschitz constant could be kept small by";
    if (!finiteFrom(options.certifiedEps, 0))
        return "the certified eps is " + numberText(options.certifiedEps) + ", expected a number ≥ 0";
    if (options.certifiedEps > 0 && !kind->takesCertifiedEps)
        return "the certified eps is " + numberText(options.certifiedEps) + ", expected 0: " + name +
               " has no boxes that could be trained";
    const int layers = kind->takesLayers ? options.layers : 1;
    if (layers < 1 || layers > 20)
        return "layers are " + std::to_string(layers) + ", expected 1 to 20";
    if (options.hidden < 1 || options.hidden * layers > 4000)
        return "hidden units are " + std::to_string(options.hidden) +
               (layers > 1 ? " in each of " + std::to_string(layers) + " layers" : "") +
               ", expected 1 to 4000 in all";
    return std::nullopt;
}

} // namespace

std::optional<std::string> validationError(const TrainOptions& options, const Dataset& data) {
    if (auto wrong = kindError(options))
        return wrong;
    if (!std::isfinite(options.mean))
        return "the mean of the inputs is " + numberText(options.mean) + ", expected a number";
    if (!finiteFrom(options.std, 0) || options.std == 0)
        return "the standard deviation of the inputs is " + numberText(options.std) +
               ", expected a number above 0";
    if (options.epochs < 1)
        return "epochs are " + std::to_string(options.epochs) + ", expected at least 1";
    if (options.batch < 1)
        return "the batch is " + std::to_string(options.batch) + ", expected at least 1 sample";
    if (!finiteFrom(options.rate, 0) || options.rate == 0)
        return "the rate is " + numberText(options.rate) + ", expected a number above 0";
    if (!finiteFrom(options.finalRate, 0) || options.finalRate > options.rate)
        return "the final rate is " + numberText(options.finalRate) + ", expected 0 (none) up to the rate, " +
               numberText(options.rate);
    if (options.runs < 1 || options.runs > 100)
        return "runs are " + std::to_string(options.runs) + ", expected 1 to 100";
    if (options.runs > 1 && !options.checkpoint.empty())
        return "a checkpoint is asked for, which belongs to one run, but runs are " +
               std::to_string(options.runs);
    if (options.threads < 1 || options.threads > 256)
        return "threads are " + std::to_string(options.threads) + ", expected 1 to 256";
    const Index size = data.size();
    if (size == 0 || data.r() == 0)
        return "the data set has no samples, expected at least one";
    if (options.first < 0 || options.first >= size)
        return "the first sample is " + std::to_string(options.first) + ", expected 0 to " +
               std::to_string(size - 1);
    if (options.count == 0 || options.count > size - options.first)
        return "the number of samples is " + std::to_string(options.count) + ", expected 1 to " +
               std::to_string(size - options.first) + " from sample " + std::to_string(options.first) + " on";
    if (data.classes() < 2)
        return "the data set has one class, expected at least two";
    return std::nullopt;
}

KindSettings kindSettings(const TrainOptions& options, const Dataset& data) {
    const ModelKind& kind = *findModelKind(options.kind);
    const int layers = kind.takesLayers ? options.layers : 1;
    return {options.hidden * layers, data.r(), data.classes(), kind.usesGamma() ? options.gamma : 0,
            options.learnWeights,    layers};
}

} // namespace kamke
