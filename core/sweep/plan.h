// What a sweep asks: samples × ε × methods, and the attacks that bound them from above.
#pragma once

#include "core/attack/attack.h"
#include "core/certify/certificates.h"

#include <cstdint>
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

struct SweepPlan {
    Vector eps;                                   ///< raw units, ≥ 0, increasing
    std::vector<const Certificate*> certificates; ///< in any order
    std::vector<PlannedAttack> attacks;
    BallNorm norm = BallNorm::Linf; ///< what ε bounds, see CertifyOptions::norm (default: l_inf)
    bool clip = false; ///< intersect the ε-box with the input domain (default: false, as in the papers)
    /// Every margin of every sample. Without it only verdicts are computed, which takes far less: what is
    /// certified at ε is certified at every smaller ε, and by every tighter method (default: false).
    bool margins = false;
    /// Of these margins, see CertifyOptions; 0: all digits that there are (default: six digits).
    double marginAccuracy = sixDigits;
    /// Iterate in single precision; what certifies is checked in double precision (default: false).
    bool float32 = false;
    /// Of certificates that solve semidefinite programs, see CertifyOptions (default: no limit).
    double secondsPerSample = std::numeric_limits<double>::infinity();
};

/// Whether a method certifies a sample at one ε. A sample that is misread at ε = 0 is never certified.
enum class Certified : std::int8_t { NotComputed = -1, No = 0, Numerical = 1, Proved = 2 };
/// Whether an attack breaks a sample at one ε: a sample that is misread at ε = 0 is broken at every ε. A
/// sample that a certificate of the sweep certifies with proof is not attacked, and counts as NotFound.
enum class Attacked : std::int8_t { NotComputed = -1, NotFound = 0, Broken = 1 };

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

    Index count() const { return static_cast<Index>(labels.size()); }
    bool correct(Index k) const {
        return predictions[static_cast<std::size_t>(k)] == labels[static_cast<std::size_t>(k)];
    }
};

} // namespace kamke
