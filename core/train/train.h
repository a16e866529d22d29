// Training of implicit networks: what is asked for, what is reported, and what comes out.
#pragma once

#include "core/model/dataset.h"
#include "core/model/network.h"
#include "core/solve/iteration.h"
#include "core/train/model_kinds.h"

#include <filesystem>
#include <functional>

namespace kamke {

struct TrainOptions {
    std::string kind = "nemon"; ///< an id of modelKinds()
    Index hidden = 100;         ///< n; of a feed-forward network in each layer
    int layers = 2;             ///< hidden layers, where the kind takes them
    double gamma = 0;           ///< bound of the kind's condition (see ModelKind::gammaMeaning), below 1
    bool learnWeights = false;  ///< learn the weights of the norm too, where the kind has such
    double lipschitzWeight = 0; ///< λ of nemon (18)
    /// > 0: cross-entropy on the worst-case logits of the relative classifier on the clipped boxes of this ε
    /// (raw units), reached by a ramp.
    double certifiedEps = 0;
    double mean = 0, std = 1; ///< u = (raw − mean)/std, the same for every input
    int epochs = 15;
    int batch = 100;
    double rate = 1e-3;   ///< of Adam
    double finalRate = 0; ///< the rate falls to this one over the second half of the epochs (0: it stays)
    std::uint64_t seed = 0;
    /// Trainings with the seeds seed … seed + runs − 1: the network is that of the first, its provenance
    /// keeps mean and spread of all.
    int runs = 1;
    int threads = 2;             ///< the same seed and number of threads give the same network bit for bit
    Index first = 0, count = -1; ///< samples of the data set that are used (−1: to the end)
    std::filesystem::path checkpoint; ///< written after every epoch, resumed from when it exists; empty: none
    Limits limits;
};

/// After an epoch (and, with `fraction` < 1, several times within it).
struct TrainProgress {
    int run = 1;           ///< 1 … runs
    int epoch = 0;         ///< 1 … epochs
    double fraction = 0;   ///< of this epoch, 1 at its end
    double loss = 0;       ///< mean over the epoch so far
    double accuracy = 0;   ///< on the training samples so far
    double validation = 0; ///< accuracy on the validation set, NaN before an epoch's end or without one
    /// Share of training samples with a worst-case margin > 0 at `eps`; NaN unless certified training.
    double certified = 0;
    double eps = 0;         ///< of the ramp
    double mu = 0;          ///< the quantity that the kind holds at or below γ
    double seconds = 0;     ///< of this epoch so far
    double secondsLeft = 0; ///< estimate to the end of training
};

struct TrainOutcome {
    /// Ok; Cancelled (the network of the last finished mini-batch); Diverged (the loss was no number any
    /// more: the network of the last epoch before); NotApplicable (options or checkpoint do not fit, no
    /// network).
    Status status = Status::NotConverged;
    std::string reason;                ///< for every status but Ok
    std::optional<Network> network;    ///< with provenance in `training`
    std::vector<TrainProgress> epochs; ///< one per finished epoch, those of a resumed checkpoint among them;
                                       ///< of the first run
};

/// What is wrong with the options for this data, in one sentence; nothing when training can start.
std::optional<std::string> validationError(const TrainOptions& options, const Dataset& data);

/// What the kind of `options` (valid for `data`) is told.
KindSettings kindSettings(const TrainOptions& options, const Dataset& data);

/// The command line that trains with these options, the data sets under these names.
std::string
trainingCommand(const TrainOptions& options, const std::string& data, const std::string& validation);

/// Trains; `progress` is called on the calling thread, at most about 20 times a second. The input domain of
/// the network is that of the data ([0, 1] for bytes). Never throws for what is in the data.
TrainOutcome train(
    const Dataset& data, const Dataset* validation, const TrainOptions& options,
    const std::function<void(const TrainProgress&)>& progress = {});

} // namespace kamke
