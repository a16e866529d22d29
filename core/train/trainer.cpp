#include "train/trainer.h"

#include "solve/parallel.h"
#include "train/lipschitz_penalty.h"
#include "train/nemon.h"
#include "train/samples.h"
#include "train/schedule.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace kamke {

namespace {

/// Mean cross-entropies near this one mean logits that have run away.
constexpr double hopeless = 1e8;

double secondsSince(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Part number `part` of `size` things in `parts` of nearly the same size.
std::pair<Index, Index> share(Index size, int part, int parts) {
    const Index from = size * part / parts;
    return {from, size * (part + 1) / parts - from};
}

} // namespace

TrainState::TrainState(const ParameterShape& shape, std::uint64_t seed)
    : parameters(shape)
    , adam(shape.size())
    , random(seed) {
    initialiseNemon(parameters, random);
}

std::vector<Index> chosenSamples(const TrainOptions& options, const Dataset& data) {
    const Index rest = data.size() - options.first;
    std::vector<Index> samples(static_cast<std::size_t>(options.count < 0 ? rest : options.count));
    std::iota(samples.begin(), samples.end(), options.first);
    return samples;
}

Trainer::Trainer(const Dataset& data, const Dataset* validation, const TrainOptions& options)
    : state({options.hidden, data.r(), data.classes(), options.learnWeights}, options.seed)
    , data_(data)
    , validation_(validation)
    , options_(options)
    , team_(options.threads)
    , gradients_(static_cast<std::size_t>(options.threads), Parameters<float>(state.parameters.shape))
    , tallies_(static_cast<std::size_t>(options.threads)) {
    useOneBlasThread();
    const InputDomain domain = inputDomain(data);
    loss_.lower = domain.lower;
    loss_.upper = domain.upper;
}

bool Trainer::step(std::span<const Index> samples, double done) {
    const Schedule now = scheduleAt(options_, done);
    loss_.eps = now.eps;
    loss_.cleanWeight = now.cleanWeight;
    Parameters<float>& parameters = state.parameters;
    const StepModel<float> model(parameters, options_.gamma, {}, now.cleanWeight < 1);
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
        tallies_[at] = blockLoss(model, inputs, labels, loss_, &gradients_[at]);
    });
    Tally tally;
    for (const Tally& part : tallies_)
        tally.add(part);
    if (!(tally.loss < hopeless * static_cast<double>(count))) // NaN too
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
    pullBackNemon(parameters, gradient);
    if (options_.lipschitzWeight > 0)
        tally.loss += static_cast<double>(count) *
                      lipschitzPenalty(parameters, options_.gamma, options_.lipschitzWeight, gradient);
    team_.run([&](int worker) {
        const auto [from, size] = share(total, worker, team_.size());
        state.adam.update(parameters.values, gradient.values, now.rate, from, size);
    });
    ++state.adam.steps;
    epochTally_.add(tally);
    return true;
}

Trainer::End Trainer::runEpoch(const std::function<void(const TrainProgress&)>& progress) {
    const auto begin = Clock::now();
    auto told = begin;
    const int epoch = static_cast<int>(state.epochs.size()) + 1;
    const Parameters<float> before = state.parameters;
    std::vector<Index> samples = chosenSamples(options_, data_);
    state.random.shuffle(samples);
    epochTally_ = {};
    TrainProgress now;
    now.epoch = epoch;
    const auto describe = [&](double fraction) {
        const auto seen = static_cast<double>(std::max<Index>(1, epochTally_.samples));
        now.fraction = fraction;
        now.loss = epochTally_.loss / seen;
        now.accuracy = static_cast<double>(epochTally_.correct) / seen;
        now.certified = options_.certifiedEps > 0 ? static_cast<double>(epochTally_.certified) / seen : nan;
        now.eps = loss_.eps;
        now.mu = static_cast<double>(nemonMeasure(state.parameters, static_cast<float>(options_.gamma)));
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
            state.parameters = before;
            return End::Diverged;
        }
        if (progress && from + count < size && secondsSince(told) > 0.05) {
            told = Clock::now();
            describe(static_cast<double>(from + count) / static_cast<double>(size));
            progress(now);
        }
    }
    if (!state.parameters.values.allFinite()) {
        state.parameters = before;
        return End::Diverged;
    }
    describe(1);
    now.validation = validationAccuracy();
    if (options_.limits.reached())
        return End::Cancelled;
    state.epochs.push_back(now);
    if (progress)
        progress(now);
    return End::Epoch;
}

double Trainer::validationAccuracy() {
    if (!validation_)
        return nan;
    std::vector<Index> all(static_cast<std::size_t>(validation_->size()));
    std::iota(all.begin(), all.end(), 0);
    return accuracyOf(
               state.parameters, options_.gamma, *validation_, all, 0, options_.threads, options_.limits)
        .correct;
}

template<class S>
Accuracy accuracyOf(
    const Parameters<S>& parameters, double gamma, const Dataset& data, std::span<const Index> samples,
    double eps, int threads, const Limits& limits) {
    constexpr std::size_t width = 250;
    const StepModel<S> model(parameters, gamma, {}, eps > 0);
    const InputDomain domain = inputDomain(data);
    LossOptions options;
    options.eps = eps;
    options.cleanWeight = eps > 0 ? 0 : 1;
    options.lower = domain.lower;
    options.upper = domain.upper;
    const std::size_t blocks = (samples.size() + width - 1) / width;
    std::vector<Tally> tallies(blocks);
    parallelFor(static_cast<Index>(blocks), threads, [&](Index block) {
        if (limits.reached())
            return;
        const std::size_t from = static_cast<std::size_t>(block) * width;
        MatrixOf<S> inputs;
        std::vector<int> labels;
        gatherSamples(data, samples.subspan(from, std::min(width, samples.size() - from)), inputs, labels);
        tallies[static_cast<std::size_t>(block)] = blockLoss<S>(model, inputs, labels, options, nullptr);
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
    const Parameters<float>&, double, const Dataset&, std::span<const Index>, double, int, const Limits&);
template Accuracy accuracyOf(
    const Parameters<double>&, double, const Dataset&, std::span<const Index>, double, int, const Limits&);

} // namespace kamke
