// What a sweep asks: samples × ε × methods, and the attacks that bound them from above.
#pragma once

#include "core/attack/attack.h"
#include "core/certify/certificates.h"
#include "core/decide/decide.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kamke {

/// "linf" or "l2", as on the command line and in files.
inline constexpr const char* normId(BallNorm norm) {
    return norm == BallNorm::L2 ? "l2" : "linf";
}

/// An attack on the first samples of a sweep. Of `options` only steps, restarts, rate, loss and seed count.
struct PlannedAttack {
    const Attack* attack = nullptr;
    AttackOptions options;
    Index first = 1000; ///< samples (default: 1000)
};

/// A sample that was just decided at one ε.
struct DecidedSample {
    Index sample, step; ///< numbers of the sample in its source and of the ε
    Vector raw;         ///< r
    int label;
    const SampleDecision& decision;
    const DecisionEvidence* evidence; ///< see DecideOptions::decided
    const Limits& limits;             ///< of the run
};

/// Deciding every sample, see decide(). Of `options` only what a search does with its one sample counts:
/// norm, clip and seconds are those of the plan, threads, limits and progress those of the run.
struct PlannedDecisions {
    DecideOptions options;
    /// What is proved at one ε is proved at every smaller one, and an input that breaks a sample at one ε
    /// lies in the sets of every larger one, clipped or not: there nothing is searched for (default: true).
    bool monotone = true;
    /// Sees everything that this process has searched for (default: none), with the numbers of the sample in
    /// its source and of the ε; from several threads.
    std::function<void(Index sample, Index step, const SampleDecision&)> searched;
    /// Takes everything that this process decides, from several threads (default: none). Of what is decided
    /// by another ε it learns nothing.
    std::function<void(const DecidedSample&)> decided;
};

/// A plan certifies and attacks, or it decides.
struct SweepPlan {
    Vector eps;                                   ///< raw units, ≥ 0, increasing
    std::vector<const Certificate*> certificates; ///< in any order
    std::vector<PlannedAttack> attacks;
    std::optional<PlannedDecisions> decisions; ///< then there are neither certificates nor attacks
    BallNorm norm = BallNorm::Linf;            ///< what ε bounds, see CertifyOptions::norm (default: l_inf)
    bool clip = false; ///< intersect the ε-box with the input domain (default: false, as in the papers)
    /// Every margin of every sample. Without it only verdicts are computed, which takes far less: what is
    /// certified at ε is certified at every smaller ε, and by every tighter method (default: false).
    bool margins = false;
    /// Of these margins, see CertifyOptions; 0: all digits that there are (default: six digits).
    double marginAccuracy = sixDigits;
    /// Iterate in single precision; what certifies is checked in double precision (default: false).
    bool float32 = false;
    /// Of certificates that solve semidefinite programs or search, see CertifyOptions, and of a search that
    /// decides, for which a sample at one ε is a sample (default: no limit).
    double secondsPerSample = std::numeric_limits<double>::infinity();
};

/// Whether a method certifies a sample at one ε. A sample that is misread at ε = 0 is never certified.
enum class Certified : std::int8_t { NotComputed = -1, No = 0, Numerical = 1, Proved = 2 };
/// Whether an attack breaks a sample at one ε: a sample that is misread at ε = 0 is broken at every ε. A
/// sample that a certificate of the sweep certifies with proof is not attacked, and counts as NotFound.
enum class Attacked : std::int8_t { NotComputed = -1, NotFound = 0, Broken = 1 };

/// What is known of the decisions about some samples; all E×count.
struct SweepDecisions {
    template<class T>
    using Table = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic>;

    SweepDecisions() = default;
    /// Nothing is known yet.
    SweepDecisions(Index steps, Index count);

    Table<Decision> decided;
    Matrix bound;               ///< proved lower bound of the margin; NaN: none
    Table<std::int64_t> nodes;  ///< of the search at this very ε
    Matrix seconds;             ///< the same; 0 where the answer is that of another ε
    Table<DecisionStage> stage; ///< who decided, at this ε or the one that the answer is of
    /// Of what is unknown, the seconds per sample that its search had at most (∞: no limit); NaN elsewhere.
    Matrix limit;
    /// Why it is unknown; no file keeps it. Column by column.
    std::vector<std::string> reasons;

    std::string& reason(Index step, Index k) {
        return reasons[static_cast<std::size_t>(k * decided.rows() + step)];
    }
    const std::string& reason(Index step, Index k) const {
        return reasons[static_cast<std::size_t>(k * decided.rows() + step)];
    }
    /// Whether every ε of a sample has an answer.
    bool isDone(Index k) const { return (decided.col(k).array() != Decision::NotYet).all(); }
};

/// The answers for consecutive samples of the source. Rows are ε, columns are samples.
struct SweepBlock {
    using Certificates = Eigen::Matrix<Certified, Eigen::Dynamic, Eigen::Dynamic>;
    using Attacks = Eigen::Matrix<Attacked, Eigen::Dynamic, Eigen::Dynamic>;

    Index first = 0;
    std::vector<int> labels, predictions; ///< prediction −1: no fixed point was found
    std::vector<Certificates> certified;  ///< per certificate of the plan, E×count
    std::vector<Matrix> margins;          ///< the same; empty unless the plan asks; NaN without a box
    std::vector<Attacks> attacked;        ///< per attack of the plan, E×count
    /// Work on each certificate at each ε, certificates×E; what certificates share counts for each.
    Matrix seconds;
    /// Work on each attack.
    Vector attackSeconds;
    SweepDecisions decisions; ///< empty unless the plan decides

    Index count() const { return static_cast<Index>(labels.size()); }
    bool correct(Index k) const {
        return predictions[static_cast<std::size_t>(k)] == labels[static_cast<std::size_t>(k)];
    }
    /// Whether nothing is missing; of decisions, those that were made before a stop are here without the
    /// rest.
    bool isFinished() const {
        return (decisions.decided.array() != Decision::NotYet).all(); // nor is there one without a table
    }
};

} // namespace kamke
