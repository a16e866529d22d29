// The one place that says what is known of each sample of a data set.
#pragma once

#include "core/sdp/relu_system.h"
#include "core/verdicts/knowledge.h"

#include <array>

namespace kamke {

/// What verdicts depend on besides sample and ε: those of one problem say nothing of another.
struct VerdictProblem {
    std::string network, data;      ///< fingerprints (core/sweep/fingerprint.h)
    BallNorm norm = BallNorm::Linf; ///< that ε bounds
    bool clip = false;              ///< inputs stay in the input domain
    friend bool operator==(const VerdictProblem&, const VerdictProblem&) = default;
};

/// Samples with each verdict, in the order of Known.
using KnownCounts = std::array<Index, knownCount>;

/// Everything that certificates, attacks, searches, sweeps and files have found out about the samples of one
/// problem. Belongs to one thread; a copy is safe to hand to another.
class VerdictStore {
public:
    VerdictStore() = default;
    /// Of samples with these labels; nothing is known yet.
    explicit VerdictStore(std::vector<int> labels);

    Index size() const { return static_cast<Index>(labels_.size()); }
    int label(Index sample) const { return labels_[static_cast<std::size_t>(sample)]; }
    const SampleKnowledge& sample(Index sample) const { return samples_[static_cast<std::size_t>(sample)]; }
    KnownVerdict at(Index sample, double eps) const;
    KnownCounts counts(double eps) const;
    /// Nobody has found out anything.
    bool isEmpty() const;

    /// Adds what somebody has found out; true when it is new. A contradiction is a bug of Kamke, the one that
    /// it must not have: it stops the program with a message, in every build.
    bool take(Index sample, const SampleKnowledge& more);
    /// The same with what another process or session has written. An error, and nothing is taken, where the
    /// two contradict each other or are not of the same samples; does not say where it comes from.
    Result<bool> join(const VerdictStore& other);

private:
    std::vector<int> labels_;
    std::vector<SampleKnowledge> samples_;
};

} // namespace kamke
