// What certificates, attacks, searches and sweeps have found, as knowledge of samples.
#pragma once

#include "core/attack/attack.h"
#include "core/certify/cascade.h"
#include "core/certify/sample.h"
#include "core/sweep/plan.h"
#include "core/verdicts/verdict_store.h"

namespace kamke {

/// The id under which the search stands, by signs or by inputs.
inline constexpr std::string_view searchId = "complete";

/// A witness that an attack or a search has verified, at its own distance from the sample; nothing when the
/// outcome is no witness.
std::optional<KnownWitness>
witnessOf(const AttackOutcome& outcome, const Vector& raw, double eps, BallNorm norm, std::string_view by);

/// A margin that `by` has found at ε: a proof when it is finite and above zero, else something tried in vain.
SampleKnowledge marginKnowledge(double eps, std::string_view by, double margin, bool rigorous);

/// What an attack has found at ε; nothing of one that was stopped.
SampleKnowledge attackKnowledge(
    const AttackOutcome& outcome, const Vector& raw, double eps, BallNorm norm, std::string_view by);

/// Everything that a report says, and the attack of that id beside it (null: none ran).
SampleKnowledge
reportKnowledge(const SampleReport& report, const AttackOutcome* attack, std::string_view attackId);

/// What decide() has found at ε with so many seconds. Its witness is solved once more for its margin.
SampleKnowledge decisionKnowledge(
    const NetworkAnalysis& analysis, const SampleDecision& decision, const Vector& raw, int label, double eps,
    BallNorm norm, double secondsPerSample);

/// What the cascade has found over the inputs within ε so far, which took so many seconds; its witness is not
/// looked at.
SampleKnowledge cascadeKnowledge(const CascadeResult& result, double eps);

/// Puts what a sweep has decided into the store: column k is sample numbers[k]. Steps are the plan's ε.
Result<void> takeDecisions(
    VerdictStore& store, const SweepDecisions& decisions, const Vector& eps, std::span<const int> predictions,
    std::span<const Index> numbers);

} // namespace kamke
