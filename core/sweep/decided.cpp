#include "core/sweep/decided.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

namespace kamke {

namespace {

bool isDecided(Decision decision) {
    return decision == Decision::Robust || decision == Decision::Broken;
}

/// Whether a search with so many seconds for a sample is to look at it.
bool isOpenAt(const SweepDecisions& decisions, Index e, Index k, double secondsPerSample) {
    const Decision decision = decisions.decided(e, k);
    return decision == Decision::NotYet ||
           (decision == Decision::Unknown && decisions.limit(e, k) < secondsPerSample);
}

/// One entry of another table of the same sample, or of another ε.
void copyEntry(const SweepDecisions& from, Index e, Index k, SweepDecisions& to) {
    to.decided(e, k) = from.decided(e, k);
    to.bound(e, k) = from.bound(e, k);
    to.nodes(e, k) = from.nodes(e, k);
    to.seconds(e, k) = from.seconds(e, k);
    to.stage(e, k) = from.stage(e, k);
    to.limit(e, k) = from.limit(e, k);
}

struct BlockDecider {
    const SweepPlan& plan;
    SweepBlock block;
    SweepDecisions::Table<char> open; ///< E×count
    bool anythingNew = false;

    /// The ε in the middle of those that are open for a sample; −1: none.
    Index next(Index k) const {
        std::vector<Index> steps;
        for (Index e = 0; e < open.rows(); ++e)
            if (open(e, k))
                steps.push_back(e);
        return steps.empty() ? -1 : steps[(steps.size() - 1) / 2];
    }

    void take(Index e, Index k, const SampleDecision& one) {
        if (one.decision == Decision::NotYet)
            return;
        if (plan.decisions->searched)
            plan.decisions->searched(block.first + k, e, one);
        anythingNew = true;
        open(e, k) = 0;
        SweepDecisions& all = block.decisions;
        block.predictions[static_cast<std::size_t>(k)] = one.prediction;
        all.decided(e, k) = one.decision;
        all.bound(e, k) = one.bound;
        all.nodes(e, k) = one.nodes;
        all.seconds(e, k) = one.seconds;
        all.stage(e, k) = one.stage;
        const bool unknown = one.decision == Decision::Unknown;
        all.limit(e, k) = unknown ? plan.secondsPerSample : nan;
        all.reason(e, k) = unknown ? one.reason : std::string();
        if (unknown || !plan.decisions->monotone)
            return;
        const bool robust = one.decision == Decision::Robust;
        // A sample that is misread is a witness of itself.
        const Index from = robust || one.misread() ? 0 : e + 1, to = robust ? e : open.rows();
        for (Index other = from; other < to; ++other)
            imply(other, k, one);
    }

private:
    /// The answer of another ε; seconds and nodes stay those of a search that left it unknown.
    void imply(Index e, Index k, const SampleDecision& one) {
        SweepDecisions& all = block.decisions;
        open(e, k) = 0;
        if (isDecided(all.decided(e, k)))
            return;
        all.decided(e, k) = one.decision;
        all.stage(e, k) = one.stage;
        all.limit(e, k) = nan;
        all.reason(e, k).clear();
        if (one.decision == Decision::Robust && !(all.bound(e, k) >= one.bound))
            all.bound(e, k) = one.bound;
    }
};

DecideOptions optionsFor(const SweepPlan& plan, const Limits& limits, int threads) {
    DecideOptions options = plan.decisions->options;
    options.norm = plan.norm;
    options.clip = plan.clip;
    options.secondsPerSample = plan.secondsPerSample;
    options.threads = threads;
    options.limits = limits;
    options.progress = nullptr;
    return options;
}

} // namespace

SweepDecisions::SweepDecisions(Index steps, Index count)
    : decided(Table<Decision>::Constant(steps, count, Decision::NotYet))
    , bound(Matrix::Constant(steps, count, nan))
    , nodes(Table<std::int64_t>::Zero(steps, count))
    , seconds(Matrix::Zero(steps, count))
    , stage(Table<DecisionStage>::Constant(steps, count, DecisionStage::None))
    , limit(Matrix::Constant(steps, count, nan))
    , reasons(static_cast<std::size_t>(steps * count)) {}

std::optional<SweepBlock> decideBlock(
    const Certifier& certifier, const SweepPlan& plan, const Matrix& raw, std::span<const int> labels,
    Index first, const std::optional<SweepBlock>& known, const Limits& limits, int threads) {
    const Index steps = plan.eps.size(), count = raw.cols();
    BlockDecider decider{plan, {}, SweepDecisions::Table<char>::Ones(steps, count)};
    SweepBlock& block = decider.block;
    block.first = first;
    block.labels.assign(labels.begin(), labels.end());
    block.predictions.assign(labels.size(), -1);
    block.decisions = SweepDecisions(steps, count);
    if (known) {
        block.predictions = known->predictions;
        block.decisions = known->decisions;
        for (Index k = 0; k < count; ++k)
            for (Index e = 0; e < steps; ++e)
                decider.open(e, k) = isOpenAt(block.decisions, e, k, plan.secondsPerSample);
    }
    DecideOptions options = optionsFor(plan, limits, threads);
    while (!limits.reached()) {
        std::map<Index, std::vector<Index>> samplesAt;
        for (Index k = 0; k < count; ++k)
            if (const Index e = decider.next(k); e >= 0)
                samplesAt[e].push_back(k);
        if (samplesAt.empty())
            break;
        for (const auto& [e, samples] : samplesAt) {
            std::vector<int> some;
            some.reserve(samples.size());
            for (const Index k : samples)
                some.push_back(block.labels[static_cast<std::size_t>(k)]);
            if (plan.decisions->decided)
                options.decided = [&, e = e, &samples = samples](
                                      Index column, const SampleDecision& decision,
                                      const DecisionEvidence* evidence) {
                    const Index k = samples[static_cast<std::size_t>(column)];
                    plan.decisions->decided(
                        {first + k, e, raw.col(k), some[static_cast<std::size_t>(column)], decision, evidence,
                         limits});
                };
            const std::vector<SampleDecision> found =
                decide(certifier, Matrix(raw(Eigen::all, samples)), some, plan.eps(e), options);
            for (std::size_t j = 0; j < samples.size(); ++j)
                decider.take(e, samples[j], found[j]);
        }
    }
    if (!decider.anythingNew)
        return std::nullopt;
    return std::move(block);
}

bool isOpen(const SweepBlock& block, const SweepPlan& plan) {
    for (Index k = 0; k < block.decisions.decided.cols(); ++k)
        for (Index e = 0; e < block.decisions.decided.rows(); ++e)
            if (isOpenAt(block.decisions, e, k, plan.secondsPerSample))
                return true;
    return false;
}

std::optional<SweepBlock> joined(SweepBlock one, const SweepBlock& other) {
    if (one.labels != other.labels || one.decisions.decided.rows() != other.decisions.decided.rows())
        return std::nullopt;
    for (Index k = 0; k < one.count(); ++k) {
        const auto at = static_cast<std::size_t>(k);
        bool takesAny = false;
        for (Index e = 0; e < one.decisions.decided.rows(); ++e) {
            const Decision ours = one.decisions.decided(e, k), theirs = other.decisions.decided(e, k);
            if (isDecided(ours) && isDecided(theirs) && ours != theirs)
                return std::nullopt;
            const bool knowMore =
                (isDecided(theirs) && !isDecided(ours)) ||
                (theirs == Decision::Unknown &&
                 (ours == Decision::NotYet ||
                  (ours == Decision::Unknown && other.decisions.limit(e, k) > one.decisions.limit(e, k))));
            if (knowMore)
                copyEntry(other.decisions, e, k, one.decisions);
            takesAny = takesAny || knowMore;
        }
        if (takesAny && one.predictions[at] < 0)
            one.predictions[at] = other.predictions[at];
    }
    return one;
}

} // namespace kamke
