// kamke-cli train: a network from labelled samples.
#include "command.h"
#include "outputs.h"

#include "core/io/files/dataset_file.h"
#include "core/io/files/network_file.h"
#include "core/io/text/plain_text.h"
#include "core/train/train.h"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <optional>
#include <sstream>
#include <variant>

namespace kamke::cli {

namespace {

namespace fs = std::filesystem;

struct TrainCommand {
    std::string data, validation, out, name, description;
    TrainOptions options;
    double timeLimit = 0;
    bool json = false;
    std::optional<double> gamma; ///< none: the default of the kind
};

Dataset openData(const std::string& path) {
    Result<Dataset> data = readDataset(path);
    if (!data)
        throw InputError{data.error().message};
    return std::move(*data);
}

void printEpoch(const TrainProgress& p, const TrainOptions& options) {
    if (p.fraction < 1)
        return;
    if (options.runs > 1)
        std::fprintf(stderr, "run %d/%d, ", p.run, options.runs);
    std::fprintf(
        stderr, "epoch %d/%d: loss %.4f, accuracy %.2f %%", p.epoch, options.epochs, p.loss,
        100 * p.accuracy);
    if (std::isfinite(p.validation))
        std::fprintf(stderr, ", validation %.2f %%", 100 * p.validation);
    if (std::isfinite(p.certified))
        std::fprintf(stderr, ", certified %.2f %% at eps %.3g", 100 * p.certified, p.eps);
    std::fprintf(stderr, ", %.1f s, %.0f s left\n", p.seconds, p.secondsLeft);
}

Json describe(const TrainCommand& command, const TrainOutcome& outcome, double seconds, bool written) {
    Json epochs = Json::array();
    for (const TrainProgress& p : outcome.epochs)
        epochs.push_back(
            {{"epoch", p.epoch},
             {"loss", p.loss},
             {"accuracy", p.accuracy},
             {"validation", p.validation},
             {"certified", p.certified},
             {"eps", p.eps},
             {"mu", p.mu},
             {"seconds", p.seconds}});
    Json training = Json::object();
    for (const auto& [key, value] : outcome.network->training)
        std::visit([&, &at = key](const auto& v) { training[at] = v; }, value);
    Json j{
        {"status", statusName(outcome.status)},
        {"network", written ? Json(command.out) : Json()},
        {"epochs", std::move(epochs)},
        {"training", std::move(training)},
        {"seconds", seconds},
        {"complete", outcome.status == Status::Ok}};
    if (!outcome.reason.empty())
        j["reason"] = outcome.reason;
    return j;
}

/// "nemon: μ_η(A) ≤ γ (default 0), …"
std::string gammaMeanings() {
    std::ostringstream text;
    for (const ModelKind& kind : modelKinds())
        if (kind.usesGamma())
            text << (text.tellp() > 0 ? "; " : "") << kind.id << ": " << kind.gammaMeaning << " (default "
                 << kind.defaultGamma << ")";
    return text.str();
}

/// A long training whose result cannot be written would be a pity.
void checkFiles(const TrainCommand& command) {
    std::vector<NamedFile> inputs = filesOfData("DATA", command.data);
    for (NamedFile& file : filesOfData("--validation", command.validation))
        inputs.push_back(std::move(file));
    checkOutputs({{{"--out", command.out}}, {{"--checkpoint", command.options.checkpoint}}}, inputs);
}

int runTrain(TrainCommand& command) {
    checkFiles(command);
    command.options.gamma = command.gamma.value_or(findModelKind(command.options.kind)->defaultGamma);
    const Dataset data = openData(command.data);
    std::optional<Dataset> validation;
    if (!command.validation.empty())
        validation = openData(command.validation);
    if (const auto wrong = validationError(command.options, data))
        throw InputError{command.data + ": " + *wrong};
    command.options.limits = limitsFor(command.timeLimit);
    const auto begin = Clock::now();
    TrainOutcome outcome =
        train(data, validation ? &*validation : nullptr, command.options, [&](const TrainProgress& p) {
            printEpoch(p, command.options);
        });
    if (!outcome.network)
        throw InputError{outcome.reason};
    Network& network = *outcome.network;
    if (!command.name.empty())
        network.name = command.name;
    if (!command.description.empty())
        network.description = command.description;
    network.training["command"] = trainingCommand(
        command.options, fs::path(command.data).filename().string(),
        fs::path(command.validation).filename().string());
    // Before the first epoch there is nothing that was trained.
    const bool write = outcome.status != Status::Diverged || !outcome.epochs.empty();
    if (write)
        if (const auto written = writeNetwork(network, command.out); !written)
            throw InputError{written.error().message};
    const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    if (command.json)
        printJson(describe(command, outcome, seconds, write));
    else if (write)
        std::cout << plain(network.description) << '\n' << plain(command.out) << " written\n";
    if (outcome.status != Status::Ok)
        std::cerr << plain(command.data + ": " + outcome.reason) << '\n';
    if (outcome.status == Status::Ok)
        return Done;
    // A training stops too when its checkpoint cannot be written.
    const bool stopped = outcome.status == Status::Cancelled && command.options.limits.reached();
    return stopped ? Stopped : InputAtFault;
}

} // namespace

void addTrain(CLI::App& app, int& status) {
    CLI::App* sub = app.add_subcommand("train", "Train a network on labelled samples");
    auto command = std::make_shared<TrainCommand>();
    TrainOptions& options = command->options;
    sub->add_option("DATA", command->data, "data set (HDF5 or IDX)")->required();
    sub->add_option("--kind", options.kind, "kind of model: " + modelKindIds())
        ->capture_default_str()
        ->check([](const std::string& id) {
            return findModelKind(id) ? std::string()
                                     : "unknown kind \"" + id + "\", the known ones are " + modelKindIds();
        });
    sub->add_option("--hidden", options.hidden, "hidden units n (feed-forward: of each layer)")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    sub->add_option("--epochs", options.epochs, "passes over the data")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    sub->add_option("--out", command->out, "network file to write")->required()->check(whyNoFileName);
    sub->add_option("--seed", options.seed, "of initial values and order")->capture_default_str();
    sub->add_option("--gamma", command->gamma, "below 1, bounds what the kind holds: " + gammaMeanings());
    sub->add_option("--layers", options.layers, "hidden layers (feed-forward)")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    sub->add_option("--mean", options.mean, "of the inputs: u = (raw - mean)/std")->capture_default_str();
    sub->add_option("--std", options.std, "of the inputs")->check(CLI::PositiveNumber)->capture_default_str();
    sub->add_option("--lipschitz-weight", options.lipschitzWeight, "lambda of the Lipschitz regulariser")
        ->check(CLI::NonNegativeNumber);
    sub->add_option("--certified-eps", options.certifiedEps, "train the worst case in this radius, raw units")
        ->check(CLI::NonNegativeNumber);
    sub->add_option("--batch", options.batch, "samples of a mini-batch")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    sub->add_option("--rate", options.rate, "of Adam")->check(CLI::PositiveNumber)->capture_default_str();
    sub->add_option(
           "--final-rate", options.finalRate, "rate at the end, reached over the second half of the epochs")
        ->check(CLI::NonNegativeNumber);
    sub->add_flag(
        "--learn-weights", options.learnWeights, "learn the weights too (nemon: eta, ibp-mondeq: Gamma)");
    sub->add_option("--runs", options.runs, "seeds; mean and spread of the history are kept")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    sub->add_option("--validation", command->validation, "data set that is read after every epoch");
    sub->add_option("--threads", options.threads, "the network depends on their number")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    sub->add_option("--first", options.first, "first sample that is used")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    sub->add_option("--count", options.count, "samples that are used (default: to the end)")
        ->check(CLI::PositiveNumber);
    sub->add_option(
           "--checkpoint", options.checkpoint, "file written after every epoch, resumed from when it exists")
        ->check(whyNoFileName);
    sub->add_option("--name", command->name, "name that the network carries");
    sub->add_option("--description", command->description, "one sentence that the network carries");
    sub->add_option("--time-limit", command->timeLimit, "seconds")->check(CLI::NonNegativeNumber);
    sub->add_flag("--json", command->json, "print one JSON object");
    sub->callback([command, &status] { status = runTrain(*command); });
}

} // namespace kamke::cli
