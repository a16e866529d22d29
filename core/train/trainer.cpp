#include "core/train/trainer.h"

#include "core/model/parallel.h"
#include "core/solve/timing.h"
#include "core/train/lipschitz_penalty.h"
#include "core/train/samples.h"
#include "core/train/schedule.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace kamke {

namespace {

/// Mean cross-entropies near this one mean logits that have run away.
constexpr double giveUpAbove = 1e8;

/// Part number `part` of `size` things in `parts` of nearly the same size.
std::pair<Index, Index> share(Index size, int part, int parts) {
    const Index from = size * part / parts;
    return {from, size * (part + 1) / parts - from};
}

} // namespace

TrainState::TrainState(const Parametrisation<float>& kind, std::uint64_t seed)
    : parameters(kind.shape())
    , adam(kind.shape().size())
    , random(seed) {
    kind.initialise(parameters, random);
}

std::vector<Index> chosenSamples(const TrainOptions& options, const Dataset& data) {
    const Index rest = data.size() - options.first;
    std::vector<Index> samples(static_cast<std::size_t>(options.count < 0 ? rest : options.count));
    std::iota(samples.begin(), samples.end(), options.first);
    return samples;
}

Trainer::Trainer(const Dataset& data, const Dataset* validation, const TrainOptions& options)
    : data_(data)
    , validation_(validation)
    , options_(options)
    , kind_(findModelKind(options.kind)->inFloat(kindSettings(options, data)))
    , state_(*kind_, options.seed)
    , team_(options.threads)
    , gradients_(static_cast<std::size_t>(options.threads), Parameters<float>(kind_->shape()))
    , tallies_(static_cast<std::size_t>(options.threads)) {
    useOneBlasThread();
    loss_ = lossOptions(options, data, 0);
    measure_ = kind_->measure(state_.parameters);
}

bool Trainer::step(std::span<const Index> samples, double done) {
    const Schedule now = scheduleAt(options_, done);
    eps_ = now.eps;
    loss_.eps = now.eps / options_.std;
    loss_.cleanWeight = now.cleanWeight;
    Parameters<float>& parameters = state_.parameters;
    const StepModel<float> model(*kind_, parameters, {}, now.cleanWeight < 1);
    const auto count = static_cast<Index>(samples.size());
    team_.run([&](int worker) {
        const auto at = static_cast<std::size_t>(worker);
        const auto [from, size] = share(count, worker, team_.size());
        gradients_[at].values.setZero();
        tallies_[at] = {};
        if (size == 0)
            return;
        MatrixOf<float> inputs;
        std::vector<int> labels;
        gatherSamples(
            data_, samples.subspan(static_cast<std::size_t>(from), static_cast<std::size_t>(size)), inputs,
            labels);
        normaliseInputs(inputs, options_.mean, options_.std);
        tallies_[at] = blockLoss(model, inputs, labels, loss_, &gradients_[at]);
    });
    Tally tally;
    for (const Tally& part : tallies_)
        tally.add(part);
    if (!(tally.loss < giveUpAbove * static_cast<double>(count))) // NaN too
        return false;
    Parameters<float>& gradient = gradients_.front();
    const Index total = parameters.values.size();
    team_.run([&](int worker) {
        const auto [from, size] = share(total, worker, team_.size());
        auto sum = gradient.values.segment(from, size);
        for (std::size_t k = 1; k < gradients_.size(); ++k)
            sum += gradients_[k].values.segment(from, size);
        sum /= static_cast<float>(count);
    });
    kind_->pullBack(parameters, gradient);
    if (options_.lipschitzWeight > 0)
        tally.loss += static_cast<double>(count) *
                      lipschitzPenalty(*kind_, parameters, options_.lipschitzWeight, gradient);
    if (const double clip = kind_->gradientClip(); std::isfinite(clip))
        if (const auto length = static_cast<double>(gradient.values.norm()); length > clip)
            gradient.values *= static_cast<float>(clip / length);
    team_.run([&](int worker) {
        const auto [from, size] = share(total, worker, team_.size());
        state_.adam.update(parameters.values, gradient.values, now.rate, from, size);
    });
    ++state_.adam.steps;
    kind_->project(parameters);
    epochTally_.add(tally);
    return true;
}

Trainer::End Trainer::runEpoch(const std::function<void(const TrainProgress&)>& progress) {
    const auto begin = Clock::now();
    auto told = begin;
    const int epoch = static_cast<int>(state_.epochs.size()) + 1;
    const Parameters<float> before = state_.parameters;
    std::vector<Index> samples = chosenSamples(options_, data_);
    state_.random.shuffle(samples);
    epochTally_ = {};
    TrainProgress now;
    now.epoch = epoch;
    const auto describe = [&](double fraction) {
        const auto seen = static_cast<double>(std::max<Index>(1, epochTally_.samples));
        now.fraction = fraction;
        now.loss = epochTally_.loss / seen;
        now.accuracy = static_cast<double>(epochTally_.correct) / seen;
        now.certified = options_.certifiedEps > 0 ? static_cast<double>(epochTally_.certified) / seen : nan;
        now.eps = eps_;
        if (fraction == 1)
            measure_ = kind_->measure(state_.parameters);
        now.mu = measure_;
        now.validation = nan;
        now.seconds = secondsSince(begin);
        now.secondsLeft = now.seconds / fraction * (options_.epochs - epoch + 1 - fraction);
    };
    const auto size = samples.size(), batch = static_cast<std::size_t>(options_.batch);
    for (std::size_t from = 0; from < size; from += batch) {
        if (options_.limits.reached())
            return End::Cancelled;
        const double fraction = static_cast<double>(from) / static_cast<double>(size);
        const std::size_t count = std::min(batch, size - from);
        if (!step(std::span(samples).subspan(from, count), (epoch - 1 + fraction) / options_.epochs)) {
            state_.parameters = before;
            return End::Diverged;
        }
        if (progress && from + count < size && secondsSince(told) > 0.05) {
            told = Clock::now();
            describe(static_cast<double>(from + count) / static_cast<double>(size));
            progress(now);
        }
    }
    if (!state_.parameters.values.allFinite()) {
        state_.parameters = before;
        return End::Diverged;
    }
    describe(1);
    now.validation = validationAccuracy();
    if (options_.limits.reached())
        return End::Cancelled;
    state_.epochs.push_back(now);
    if (progress)
        progress(now);
    return End::Epoch;
}

double Trainer::validationAccuracy() {
    if (!validation_)
        return nan;
    std::vector<Index> all(static_cast<std::size_t>(validation_->size()));
    std::iota(all.begin(), all.end(), 0);
    return accuracyOf(*kind_, state_.parameters, options_, *validation_, all, 0).correct;
}

LossOptions lossOptions(const TrainOptions& options, const Dataset& data, double eps) {
    const InputDomain domain = inputDomain(data);
    LossOptions loss;
    loss.eps = eps / options.std;
    loss.lower = (domain.lower - options.mean) / options.std;
    loss.upper = (domain.upper - options.mean) / options.std;
    return loss;
}

template<class S>
Accuracy accuracyOf(
    const Parametrisation<S>& kind, const Parameters<S>& parameters, const TrainOptions& options,
    const Dataset& data, std::span<const Index> samples, double eps) {
    constexpr std::size_t width = 250;
    const StepModel<S> model(kind, parameters, {}, eps > 0);
    LossOptions loss = lossOptions(options, data, eps);
    loss.cleanWeight = eps > 0 ? 0 : 1;
    if constexpr (std::is_same_v<S, double>)
        loss.states = {1e-9, 10000};
    const std::size_t blocks = (samples.size() + width - 1) / width;
    std::vector<Tally> tallies(blocks);
    parallelFor(static_cast<Index>(blocks), options.threads, [&](Index block) {
        if (options.limits.reached())
            return;
        const std::size_t from = static_cast<std::size_t>(block) * width;
        MatrixOf<S> inputs;
        std::vector<int> labels;
        gatherSamples(data, samples.subspan(from, std::min(width, samples.size() - from)), inputs, labels);
        normaliseInputs(inputs, options.mean, options.std);
        tallies[static_cast<std::size_t>(block)] = blockLoss<S>(model, inputs, labels, loss, nullptr);
    });
    Tally sum;
    for (const Tally& tally : tallies)
        sum.add(tally);
    if (sum.samples < static_cast<Index>(samples.size()))
        return {nan, nan};
    const auto total = static_cast<double>(std::max<Index>(1, sum.samples));
    return {static_cast<double>(sum.correct) / total, static_cast<double>(sum.certified) / total};
}

template Accuracy accuracyOf(
    const Parametrisation<float>&, const Parameters<float>&, const TrainOptions&, const Dataset&,
    std::span<const Index>, double);
template Accuracy accuracyOf(
    const Parametrisation<double>&, const Parameters<double>&, const TrainOptions&, const Dataset&,
    std::span<const Index>, double);

} // namespace kamke
