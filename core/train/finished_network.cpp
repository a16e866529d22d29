#include "core/train/finished_network.h"

#include "core/io/files/input_reader.h"
#include "core/model/own_condition.h"
#include "core/train/history.h"
#include "core/train/samples.h"

#include <cmath>
#include <cstdint>
#include <sstream>

namespace kamke {

namespace {

Parameters<double> inDouble(const Parameters<float>& parameters) {
    Parameters<double> wide(parameters.shape);
    wide.values = parameters.values.cast<double>();
    return wide;
}

std::string quoted(const std::string& word) {
    return word.find_first_of(" '\"") == std::string::npos ? word : '"' + word + '"';
}

std::string percent(double share) {
    std::ostringstream text;
    text.setf(std::ios::fixed);
    text.precision(2);
    text << 100 * share << " %";
    return text.str();
}

} // namespace

std::string
trainingCommand(const TrainOptions& options, const std::string& data, const std::string& validation) {
    const ModelKind& kind = *findModelKind(options.kind);
    std::ostringstream command;
    command << "kamke-cli train " << quoted(data) << " --kind " << options.kind << " --hidden "
            << options.hidden;
    if (kind.takesLayers)
        command << " --layers " << options.layers;
    command << " --epochs " << options.epochs << " --batch " << options.batch << " --rate "
            << numberText(options.rate);
    if (options.finalRate > 0)
        command << " --final-rate " << numberText(options.finalRate);
    if (kind.usesGamma())
        command << " --gamma " << numberText(options.gamma);
    if (options.learnWeights)
        command << " --learn-weights";
    if (options.lipschitzWeight > 0)
        command << " --lipschitz-weight " << numberText(options.lipschitzWeight);
    if (options.certifiedEps > 0)
        command << " --certified-eps " << numberText(options.certifiedEps);
    if (options.mean != 0 || options.std != 1)
        command << " --mean " << numberText(options.mean) << " --std " << numberText(options.std);
    if (options.first > 0)
        command << " --first " << options.first;
    if (options.count >= 0)
        command << " --count " << options.count;
    if (!validation.empty())
        command << " --validation " << quoted(validation);
    command << " --seed " << options.seed;
    if (options.runs > 1)
        command << " --runs " << options.runs;
    command << " --threads " << options.threads << " --out NETWORK";
    return command.str();
}

Network finishedNetwork(
    const Parameters<float>& parameters, const Dataset& data, const Dataset* validation,
    const TrainOptions& options, std::span<const std::vector<TrainProgress>> runs) {
    const ModelKind& kind = *findModelKind(options.kind);
    const auto model = kind.inDouble(kindSettings(options, data));
    const Parameters<double> wide = inDouble(parameters);
    const auto finishedEpochs = static_cast<int>(runs.front().size());
    const InputDomain domain = inputDomain(data);
    Network network;
    network.A = model->finishedMatrix(wide);
    network.B = wide.B();
    network.C = wide.C();
    network.D = Matrix::Zero(data.classes(), data.r());
    network.b = wide.b();
    network.c = wide.c();
    network.eta = model->finishedEta(wide, network.A);
    if (static_cast<int>(data.labelNames.size()) == data.classes())
        network.labels = data.labelNames;
    InputSpec input;
    input.mean = Vector::Constant(data.r(), options.mean);
    input.std = Vector::Constant(data.r(), options.std);
    input.lower = Vector::Constant(data.r(), domain.lower);
    input.upper = Vector::Constant(data.r(), domain.upper);
    input.shape = data.shape;
    network.input = input;

    auto& training = network.training;
    const std::vector<Index> samples = chosenSamples(options, data);
    training["kind"] = options.kind;
    training["epochs"] = std::int64_t{finishedEpochs};
    training["batch"] = std::int64_t{options.batch};
    training["rate"] = options.rate;
    training["final_rate"] = options.finalRate > 0 ? options.finalRate : options.rate;
    if (kind.usesGamma())
        training["gamma"] = options.gamma;
    if (kind.takesLayers)
        training["layers"] = std::int64_t{options.layers};
    training["lambda"] = options.lipschitzWeight;
    training["certified_eps"] = options.certifiedEps;
    training["learn_weights"] = std::int64_t{options.learnWeights};
    training["seed"] = static_cast<std::int64_t>(options.seed);
    training["threads"] = std::int64_t{options.threads};
    training["data"] = data.name;
    training["first"] = std::int64_t{options.first};
    training["count"] = static_cast<std::int64_t>(samples.size());
    training["command"] = trainingCommand(options, data.name, validation ? validation->name : "");
    const std::string condition(options.learnWeights ? kind.weightsCondition : kind.condition);
    training["condition"] = condition;
    training["condition_bound"] = kind.usesGamma() ? options.gamma : 1.0;
    training["condition_value"] = ownCondition(network, wellPosednessConditions(network.A)).value;
    addHistory(training, runs);
    const bool complete = finishedEpochs == options.epochs;
    training["complete"] = std::int64_t{complete};
    network.description = "Training on " + data.name + ", stopped after " + std::to_string(finishedEpochs) +
                          " of " + std::to_string(options.epochs) + " epochs.";
    const auto measure = [&](const std::string& prefix, const Dataset& set, std::span<const Index> chosen) {
        const Accuracy accuracy = accuracyOf(*model, wide, options, set, chosen, options.certifiedEps);
        if (!std::isfinite(accuracy.correct))
            return;
        training[prefix + "accuracy"] = accuracy.correct;
        if (options.certifiedEps > 0)
            training[prefix + "certified"] = accuracy.certified;
        network.description = "Trained on " + data.name + ", reads " + percent(accuracy.correct) + " of " +
                              set.name + " correctly.";
    };
    if (complete) {
        measure("", data, samples);
        if (validation)
            measure("validation_", *validation, allSamples(*validation));
    }
    std::ostringstream name;
    name << kind.name << (options.learnWeights ? " +" : "")
         << (options.learnWeights ? kind.weightsMeaning : "") << ", n = " << network.n();
    if (kind.usesGamma())
        name << ", γ = " << numberText(options.gamma);
    network.name = name.str();
    network.source = "Trained by Kamke";
    return network;
}

} // namespace kamke
