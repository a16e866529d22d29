// What curves are made of: how many samples are certified, broken, read correctly so far.
#pragma once

#include "core/sweep/run.h"

namespace kamke {

/// Sums over blocks; a few numbers per ε and method, whatever the number of samples.
class SweepCounts : public SweepSink {
public:
    using Counts = Eigen::Matrix<Index, Eigen::Dynamic, Eigen::Dynamic>;

    SweepCounts() = default;
    explicit SweepCounts(const SweepPlan& plan);
    Result<void> take(const SweepBlock& block) override;

    Index done = 0, correct = 0;
    Counts certified; ///< certificates×E
    Counts numerical; ///< of these, not proved in floating point
    Counts noBox;     ///< margins that are NaN; zero unless the plan asks for margins
    Counts broken;    ///< attacks×E
    /// Samples that each attack was run on, and how many of these are read correctly at ε = 0.
    std::vector<Index> attacked, attackedCorrect;
    Matrix seconds;       ///< certificates×E, summed over threads
    Vector attackSeconds; ///< per attack

    /// Shares of the samples that are done; NaN when none is.
    double accuracy() const;
    double certifiedShare(Index certificate, Index eps) const;
    /// Upper bound of every certified share, as far as the attacked samples go: those that were not broken.
    double unbrokenShare(Index attack, Index eps) const;
};

/// Keeps everything: verdicts of each sample, and the counts.
class SweepTable : public SweepSink {
public:
    SweepTable() = default;
    SweepTable(const SweepPlan& plan, Index samples);
    Result<void> take(const SweepBlock& block) override;

    SweepCounts counts;
    std::vector<char> done;                          ///< N
    std::vector<int> labels, predictions;            ///< N; −1 while not done
    std::vector<SweepBlock::Certificates> certified; ///< per certificate, E×N
    std::vector<SweepBlock::Attacks> attacked;       ///< per attack, E×N
    std::vector<Matrix> margins;                     ///< as in SweepBlock

    /// Number of the largest ε at which the certificate certifies sample k; −1: none.
    Index largestCertified(Index certificate, Index k) const;
};

} // namespace kamke
