#include "train/train.h"

#include "train/checkpoint.h"
#include "train/finished_network.h"
#include "train/trainer.h"

namespace kamke {

TrainOutcome train(
    const Dataset& data, const Dataset* validation, const TrainOptions& options,
    const std::function<void(const TrainProgress&)>& progress) {
    TrainOutcome outcome;
    const auto refuse = [&](const std::string& reason) {
        outcome.status = Status::NotApplicable;
        outcome.reason = reason;
        return outcome;
    };
    if (const auto wrong = whatIsWrongWith(options, data))
        return refuse(*wrong);
    if (validation && (validation->r() != data.r() || validation->classes() > data.classes()))
        return refuse(
            "the validation set has inputs of " + std::to_string(validation->r()) + " values and " +
            std::to_string(validation->classes()) + " classes, expected " + std::to_string(data.r()) +
            " values and at most " + std::to_string(data.classes()) + " classes as in the data set");
    Trainer trainer(data, validation, options);
    std::string identity;
    if (!options.checkpoint.empty()) {
        identity = trainingIdentity(options, data);
        std::error_code code;
        if (std::filesystem::exists(options.checkpoint, code))
            if (const auto read = readCheckpoint(options.checkpoint, identity, trainer.state); !read)
                return refuse(read.error().message);
    }
    outcome.status = Status::Ok;
    while (static_cast<int>(trainer.state.epochs.size()) < options.epochs) {
        const int epoch = static_cast<int>(trainer.state.epochs.size()) + 1;
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
            if (const auto written = writeCheckpoint(options.checkpoint, identity, trainer.state); !written) {
                outcome.status = Status::Cancelled;
                outcome.reason = "stopped after epoch " + std::to_string(epoch) + ", the checkpoint " +
                                 written.error().message;
                break;
            }
    }
    outcome.epochs = trainer.state.epochs;
    outcome.network = finishedNetwork(
        trainer.state.parameters, data, validation, options, static_cast<int>(outcome.epochs.size()));
    return outcome;
}

} // namespace kamke
