#include "core/train/train.h"

#include "core/train/checkpoint.h"
#include "core/train/finished_network.h"
#include "core/train/trainer.h"

#include <filesystem>

namespace kamke {

namespace {

/// One training with the seed of `options`. Null where a checkpoint does not fit; the outcome says why.
std::optional<Parameters<float>> trainOnce(
    const Dataset& data, const Dataset* validation, const TrainOptions& options,
    const std::function<void(const TrainProgress&)>& progress, TrainOutcome& outcome) {
    Trainer trainer(data, validation, options);
    TrainState& state = trainer.state();
    std::string identity;
    if (!options.checkpoint.empty()) {
        identity = trainingIdentity(options, data);
        std::error_code code;
        if (std::filesystem::exists(options.checkpoint, code))
            if (const auto read = readCheckpoint(options.checkpoint, identity, state); !read) {
                outcome.status = Status::NotApplicable;
                outcome.reason = read.error().message;
                return std::nullopt;
            }
    }
    outcome.status = Status::Ok;
    while (static_cast<int>(state.epochs.size()) < options.epochs) {
        const int epoch = static_cast<int>(state.epochs.size()) + 1;
        const Trainer::End end = trainer.runEpoch(progress);
        if (end == Trainer::End::Cancelled) {
            outcome.status = Status::Cancelled;
            outcome.reason =
                "stopped in epoch " + std::to_string(epoch) + " of " + std::to_string(options.epochs);
            break;
        }
        if (end == Trainer::End::Diverged) {
            outcome.status = Status::Diverged;
            outcome.reason = "the loss grew beyond all bounds in epoch " + std::to_string(epoch) +
                             ", a smaller rate may help; the network is that " +
                             (epoch > 1 ? "after epoch " + std::to_string(epoch - 1) : "before training");
            break;
        }
        if (!options.checkpoint.empty())
            if (const auto written = writeCheckpoint(options.checkpoint, identity, state); !written) {
                outcome.status = Status::Cancelled;
                outcome.reason = "stopped after epoch " + std::to_string(epoch) + ", the checkpoint " +
                                 written.error().message;
                break;
            }
    }
    outcome.epochs = state.epochs;
    return state.parameters;
}

} // namespace

TrainOutcome train(
    const Dataset& data, const Dataset* validation, const TrainOptions& options,
    const std::function<void(const TrainProgress&)>& progress) {
    TrainOutcome outcome;
    const auto refuse = [&](const std::string& reason) {
        outcome.status = Status::NotApplicable;
        outcome.reason = reason;
        return outcome;
    };
    if (const auto wrong = validationError(options, data))
        return refuse(*wrong);
    if (validation && (validation->r() != data.r() || validation->classes() > data.classes()))
        return refuse(
            "the validation set has inputs of " + std::to_string(validation->r()) + " values and " +
            std::to_string(validation->classes()) + " classes, expected " + std::to_string(data.r()) +
            " values and at most " + std::to_string(data.classes()) + " classes as in the data set");
    std::optional<Parameters<float>> first;
    std::vector<std::vector<TrainProgress>> runs;
    for (int run = 1; run <= options.runs; ++run) {
        TrainOptions of = options;
        of.seed = options.seed + static_cast<std::uint64_t>(run - 1);
        TrainOutcome one;
        const auto tell = [&](TrainProgress p) {
            p.run = run;
            // The runs to come take as long as this one.
            const double perEpoch = (p.seconds + p.secondsLeft) / (options.epochs - p.epoch + 1);
            p.secondsLeft += perEpoch * options.epochs * (options.runs - run);
            progress(p);
        };
        auto parameters = trainOnce(
            data, validation, of, progress ? tell : std::function<void(const TrainProgress&)>(), one);
        if (run == 1) {
            outcome = one;
            first = std::move(parameters);
            if (!first)
                return outcome;
        } else if (one.status != Status::Ok) {
            outcome.status = one.status;
            outcome.reason = one.reason + ", run " + std::to_string(run) + " of " +
                             std::to_string(options.runs) + "; the network is that of the first run";
        }
        runs.push_back(one.epochs);
        if (one.status != Status::Ok)
            break;
    }
    outcome.network = finishedNetwork(*first, data, validation, options, runs);
    return outcome;
}

} // namespace kamke
