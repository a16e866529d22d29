#include "core/decide/decide.h"

#include "core/attack/points.h"
#include "core/certify/blocks.h"
#include "core/certify/input_splitting.h"
#include "core/certify/margins.h"
#include "core/decide/witness_check.h"
#include "core/solve/timing.h"

#include <algorithm>
#include <cmath>

namespace kamke {

namespace {

// One sample, with the sets that its inputs and its witnesses lie in.
struct Sample {
    const Certifier& certifier;
    const ColumnInput& input; ///< one column
    const AttackBlock& block; ///< one column
    int label;
};

// Relational bounds, and the search for what they leave open.
std::optional<DecisionEvidence>
searchSample(const Sample& sample, const DecideOptions& options, SampleDecision& decision) {
    const Limits limits = within(options.limits, options.secondsPerSample);
    CertifyOptions certify;
    certify.norm = options.norm;
    certify.limits = limits;
    const StateBoxes points = monotonePoints(sample.certifier, sample.input.centres(), certify);
    if (!points.ok(0)) {
        decision.decision = Decision::Unknown;
        decision.reason = points.reasons[0];
        return std::nullopt;
    }
    SampleSystem system = sampleSystem(sample.certifier, sample.input, points, 0, limits);
    CascadeOptions cascade;
    cascade.attack = cascade.semidefinite = false;
    cascade.search = true;
    cascade.everyMargin = options.everyMargin;
    cascade.maxNodes = options.maxNodes;
    cascade.limits = limits;
    cascade.keepTrees = options.decided != nullptr;
    WitnessCheck check(sample.block, sample.label, system, limits);
    cascade.value = [&check](Index competitor, const Vector& d) { return check.value(competitor, d); };
    const auto isBroken = [&] {
        if (!check.witness())
            return false;
        decision.witness = check.witness()->input;
        decision.readAs = check.witness()->prediction;
        decision.decision = Decision::Broken;
        decision.stage = DecisionStage::Search;
        return true;
    };
    // The centre of a clipped box is not the sample. Where it is read as another class itself, the cascade
    // looks no further.
    for (Index j = 0; j < system.atCentre.size() && !check.witness(); ++j)
        if (j != system.label && system.atCentre(j) <= 0)
            check.value(j, Vector::Zero(system.system.r()));
    if (isBroken())
        return DecisionEvidence{std::move(system), {}};
    CascadeResult result = runCascade(sample.certifier, system, cascade);
    for (const CompetitorCascade& one : result.competitors)
        decision.nodes += one.nodes;
    if (!(result.margin() <= decision.bound))
        decision.bound = result.margin();
    if (!isBroken() && result.certified()) {
        decision.decision = Decision::Robust;
        decision.stage = decision.nodes > 0 ? DecisionStage::Search : DecisionStage::Relational;
    }
    if (decision.stage != DecisionStage::None)
        return DecisionEvidence{std::move(system), std::move(result)};
    decision.decision = options.limits.reached() ? Decision::NotYet : Decision::Unknown;
    const bool level = std::any_of(result.competitors.begin(), result.competitors.end(), [](const auto& one) {
        return one.attacked <= 0;
    });
    if (limits.reached())
        decision.reason = "its time was over before every part was decided";
    else if (level)
        decision.reason = "another class comes level with the label, so that it is neither robust nor broken";
    else
        decision.reason = "its nodes were used up before every part was decided";
    return std::nullopt;
}

// Smaller and smaller boxes of inputs, for activations whose units have no signs to split.
void splitSample(const Sample& sample, double eps, const DecideOptions& options, SampleDecision& decision) {
    const Limits limits = within(options.limits, options.secondsPerSample);
    const Vector raw = sample.block.raw.col(0);
    const bool ball = sample.input.isBall();
    CertifyOptions certify;
    certify.norm = options.norm;
    certify.clip = options.clip;
    const InputColumns set = inputSets(
        sample.certifier.network(), sample.block.raw, std::span(&sample.label, 1), Vector::Constant(1, eps),
        certify);
    SplitOptions split;
    split.maxNodes = options.maxNodes;
    split.limits = limits;
    split.found = [&](const Vector& middle) {
        const Matrix input = projected(sample.block, middle);
        const AttackOutcome there =
            solvedOutcome(sample.certifier.analysis(), input.col(0), sample.label, limits);
        if (there.prediction < 0 || !there.broken)
            return false;
        decision.witness = there.input;
        decision.readAs = there.prediction;
        return true;
    };
    // Where attacks succeed, no part has to be small before its centre is a witness.
    AttackOptions attack;
    attack.norm = options.norm;
    attack.clip = options.clip;
    attack.steps = 20;
    attack.restarts = 2;
    attack.limits = limits;
    const AttackOutcome attacked =
        runAttack(
            *findAttack("pgd"), sample.certifier, sample.block.raw, std::span(&sample.label, 1), eps, attack)
            .front();
    decision.stage = DecisionStage::Search;
    if (attacked.broken) {
        decision.witness = attacked.input;
        decision.readAs = attacked.prediction;
        decision.decision = Decision::Broken;
        return;
    }
    const SplitResult result = splitInputs(
        sample.certifier, {set.lower.col(0), set.upper.col(0)},
        ball ? std::optional(sample.input.euclidean(0)) : std::nullopt, raw, sample.label, split);
    decision.nodes = result.nodes;
    if (!(result.bound <= decision.bound))
        decision.bound = result.bound;
    if (result.found) {
        decision.decision = Decision::Broken;
        return;
    }
    if (result.proved()) {
        decision.decision = Decision::Robust;
        return;
    }
    decision.stage = DecisionStage::None;
    decision.decision = options.limits.reached() ? Decision::NotYet : Decision::Unknown;
    if (limits.reached())
        decision.reason = "its time was over before every part of its inputs was decided";
    else if (result.level)
        decision.reason = "another class comes level with the label, so that it is neither robust nor broken";
    else
        decision.reason = "the parts of its inputs were used up before every one was decided";
}

} // namespace

std::string_view decisionStageName(DecisionStage stage) {
    static constexpr std::array<std::string_view, decisionStages> names{
        "none", "misread", "mmc", "relational", "search"};
    return names[static_cast<std::size_t>(stage)];
}

std::optional<std::string> whyNotDecided(const NetworkAnalysis& analysis) {
    if (analysis.network().q() < 2)
        return "a network with one output has no other class to be read as";
    return findCertificate("complete")->whyNot(analysis);
}

std::vector<SampleDecision> decide(
    const Certifier& certifier, const Matrix& raw, std::span<const int> labels, double eps,
    const DecideOptions& options) {
    const Index count = raw.cols();
    useOneBlasThread();
    std::vector<SampleDecision> decisions(labels.size());
    CertifyOptions certify;
    certify.norm = options.norm;
    certify.clip = options.clip;
    certify.logits = false;
    certify.limits = options.limits;
    certify.threads = options.threads;
    AttackOptions attack;
    attack.norm = options.norm;
    attack.clip = options.clip;
    const Certificate* const relative = findCertificate("mmc");
    // Many samples at once first: what they are read as, and the margins of their mixed-monotone boxes.
    std::vector<Index> open;
    std::mutex mutex;
    forBlocks(count, certify, [&](Index first, Index size) {
        const auto begin = Clock::now();
        const auto blockLabels =
            labels.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(size));
        BallInputs inputs(certifier, raw.middleCols(first, size), blockLabels, options.clip, options.norm);
        const Predictions read = predictColumns(certifier, inputs, options.limits);
        if (options.limits.reached())
            return false;
        Vector margin = Vector::Constant(size, nan);
        std::vector<char> rigorous(static_cast<std::size_t>(size), 0);
        if (!relative->whyNot(certifier.analysis())) {
            const MarginColumns columns =
                marginColumns(certifier, inputs.at(eps), std::span(&relative, 1), certify).front();
            margin = columns.margin;
            rigorous = columns.boxes->rigorous;
        }
        if (options.limits.reached())
            return false;
        const double seconds = secondsSince(begin) / static_cast<double>(size);
        std::unique_lock lock(mutex);
        for (Index k = 0; k < size; ++k) {
            const auto at = static_cast<std::size_t>(k);
            SampleDecision& one = decisions[static_cast<std::size_t>(first + k)];
            one.seconds = seconds;
            one.prediction = read.predictions[at];
            if (rigorous[at] && std::isfinite(margin(k)))
                one.bound = margin(k);
            if (!inputs.outside().empty() && !inputs.outside()[at].empty()) {
                one.decision = Decision::Unknown;
                one.reason = inputs.outside()[at];
                one.bound = nan;
            } else if (one.prediction < 0) {
                one.decision = Decision::Unknown;
                one.reason = "no fixed point was found for the sample itself";
            } else if (one.prediction != blockLabels[at]) {
                one.decision = Decision::Broken;
                one.stage = DecisionStage::Misread;
                one.witness = raw.col(first + k);
                one.readAs = one.prediction;
            } else if (one.bound > 0 && !options.everyMargin) {
                one.decision = Decision::Robust;
                one.stage = DecisionStage::MixedMonotone;
            } else
                open.push_back(first + k);
        }
        lock.unlock();
        if (options.decided)
            for (Index k = first; k < first + size; ++k)
                if (const SampleDecision& one = decisions[static_cast<std::size_t>(k)];
                    one.stage != DecisionStage::None)
                    options.decided(k, one, nullptr);
        return true;
    });
    std::sort(open.begin(), open.end());
    Index done = count - static_cast<Index>(open.size());
    if (options.progress)
        options.progress(done, count);
    parallelFor(static_cast<Index>(open.size()), options.threads, [&](Index j) {
        if (options.limits.reached())
            return;
        const Index k = open[static_cast<std::size_t>(j)];
        const auto begin = Clock::now();
        const Matrix own = raw.col(k);
        const auto label = labels.subspan(static_cast<std::size_t>(k), 1);
        const BallInputs inputs(certifier, own, label, options.clip, options.norm);
        const ColumnInput input = inputs.at(eps);
        const AttackBlock block{
            certifier, own, attackedInputs(certifier.network(), own, label, eps, attack), eps, k};
        SampleDecision& one = decisions[static_cast<std::size_t>(k)];
        const Sample sample{certifier, input, block, label[0]};
        std::optional<DecisionEvidence> evidence;
        if (whyNotRelational(certifier.analysis()))
            splitSample(sample, eps, options, one);
        else
            evidence = searchSample(sample, options, one);
        one.seconds += secondsSince(begin);
        // A stop cuts bounds short: what is decided with these would depend on when it came.
        if (options.limits.reached()) {
            one.decision = Decision::NotYet;
            one.stage = DecisionStage::None;
            one.witness.resize(0);
            one.readAs = -1;
        }
        if (options.decided && one.stage != DecisionStage::None)
            options.decided(k, one, evidence ? &*evidence : nullptr);
        const std::lock_guard lock(mutex);
        ++done;
        if (options.progress)
            options.progress(done, count);
    });
    return decisions;
}

} // namespace kamke
