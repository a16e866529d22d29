// The loop of training: mini-batches, threads, progress, cancel.
#pragma once

#include "core/train/adam.h"
#include "core/train/block_loss.h"
#include "core/train/generator.h"
#include "core/train/team.h"
#include "core/train/train.h"

namespace kamke {

/// All that changes from batch to batch, and all that a checkpoint has to keep.
struct TrainState {
    Parameters<float> parameters;
    Adam<float> adam;
    Generator random;
    std::vector<TrainProgress> epochs; ///< one per finished epoch

    TrainState(const Parametrisation<float>& kind, std::uint64_t seed);
};

class Trainer {
public:
    Trainer(const Dataset& data, const Dataset* validation, const TrainOptions& options);

    enum class End { Epoch, Cancelled, Diverged };
    /// One pass over the samples, in a new order. After Diverged the parameters are those before the pass.
    End runEpoch(const std::function<void(const TrainProgress&)>& progress);

    TrainState& state() { return state_; }

private:
    bool step(std::span<const Index> samples, double done);
    double validationAccuracy();

    const Dataset& data_;
    const Dataset* validation_;
    TrainOptions options_;
    std::unique_ptr<Parametrisation<float>> kind_;
    TrainState state_;
    LossOptions loss_;
    double eps_ = 0;     ///< of the schedule, raw units
    double measure_ = 0; ///< of the last whole epoch: it may take an eigenvalue problem
    Team team_;
    std::vector<Parameters<float>> gradients_; ///< one per worker
    std::vector<Tally> tallies_;
    Tally epochTally_;
};

/// Samples of `data` that the options choose.
std::vector<Index> chosenSamples(const TrainOptions& options, const Dataset& data);

/// Share of the samples that the model reads correctly and, when eps > 0, certifies (worst-case margin > 0
/// on the clipped ε-box, raw units), in S. NaN when the limits were reached before the end.
struct Accuracy {
    double correct = 0, certified = 0;
};
template<class S>
Accuracy accuracyOf(
    const Parametrisation<S>& kind, const Parameters<S>& parameters, const TrainOptions& options,
    const Dataset& data, std::span<const Index> samples, double eps);

/// ε and domain of the inputs of `data` as the network sees them, for boxes of radius `eps` in raw units.
LossOptions lossOptions(const TrainOptions& options, const Dataset& data, double eps);

} // namespace kamke
