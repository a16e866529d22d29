// Which sweep a file belongs to: network, samples and plan.
#pragma once

#include "core/sweep/plan.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kamke {

/// An attack of a plan as numbers and names.
struct AttackHeader {
    std::string kind, loss; ///< ids: "pgd"; "cross-entropy", "margin" or "both"
    std::int64_t steps = 0, restarts = 0, first = 0;
    std::uint64_t seed = 0;
    double rate = 0;
    friend bool operator==(const AttackHeader&, const AttackHeader&) = default;
};

struct SweepHeader {
    std::string network, data; ///< fingerprints (core/sweep/fingerprint.h)
    std::int64_t samples = 0;
    std::int64_t blockSamples = 0; ///< samples per block
    bool euclidean = false, clip = false, margins = false, float32 = false;
    double marginAccuracy = 0; ///< of the margins; 0 without them, too
    /// Of decisions, the nodes of one search; 0: a sweep of certificates. The seconds do not tell two sweeps
    /// apart: what is unknown after a few can be gone on with.
    std::int64_t nodes = 0;
    std::vector<double> eps;
    std::vector<std::string> methods;  ///< ids of certificates in the order of the plan
    std::vector<AttackHeader> attacks; ///< in the order of the plan, each kind once

    std::int64_t blocks() const { return (samples + blockSamples - 1) / blockSamples; }
};

/// The header of a plan. Each method and each kind of attack must be there once.
SweepHeader
headerOf(const SweepPlan& plan, std::string networkFingerprint, std::string dataFingerprint, Index samples);

/// The plan of a header; an error (without the name of the file) when it holds what this program does not
/// know or what no plan can be.
Result<SweepPlan> planOf(const SweepHeader& header);

/// What differs in network or samples, as the end of "holds a sweep …"; nothing when they are the same.
std::optional<std::string> sourceDifference(const SweepHeader& found, const SweepHeader& expected);
/// The same of the plan; the order of methods and of attacks does not count.
std::optional<std::string> planDifference(const SweepHeader& found, const SweepHeader& expected);

} // namespace kamke
