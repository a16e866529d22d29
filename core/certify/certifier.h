// What all certificates of a network share, computed once; and the options and columns they take.
#pragma once

#include "model/analysis.h"
#include "solve/iteration.h"

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace kamke {

/// The parts of the certificates that depend on neither ε nor the sample. Immutable, shared between threads.
class Certifier {
public:
    explicit Certifier(std::shared_ptr<const NetworkAnalysis> analysis);

    const NetworkAnalysis& analysis() const { return *analysis_; }
    const Network& network() const { return analysis_->network(); }
    std::shared_ptr<const NetworkAnalysis> sharedAnalysis() const { return analysis_; }

    Matrix absA, absB;          ///< |A|, |B|
    Vector diagonal;            ///< of A
    Matrix majorantOff, ownOff; ///< |A|ᴹ and A with zero diagonal
    Vector absARows, absBRows;  ///< row sums of |A| and |B|, rounded up: for rounding bounds
    double lipschitz = 0;       ///< L of nemon (15) with the best η for raw inputs, proved; infinite if none
    double stateLipschitz = 0;  ///< ‖Δx‖_η ≤ this·|Δraw|_∞ with the same η; infinite if none

private:
    std::shared_ptr<const NetworkAnalysis> analysis_;
};

/// Input boxes as columns: r×k each, raw units, lower ≤ upper; with the class that each should be read as.
struct InputColumns {
    Matrix lower, upper;
    std::vector<int> labels; ///< k
    Index count() const { return lower.cols(); }
};

struct CertifyOptions {
    bool clip = false; ///< intersect the ε-box with the input domain (default: false, as in the papers)
    int maxIterations = 20000; ///< of the embedded iterations (default: 20000)
    int threads = 1;           ///< results are bit-identical for any number (default: 1)
    Limits limits;
    /// Called after every block, from one thread at a time (default: none).
    std::function<void(Index done, Index total)> progress;
};

/// {v : |v − raw_k|_∞ ≤ eps_k} for the columns of `raw`, rounded outward; with `clip` intersected with the
/// network's input domain, where it has one. A raw input outside the domain is first moved to its edge. ε ≥ 0
/// in raw units, one for all or one per column.
InputColumns epsilonBoxes(
    const Network& network, const Matrix& raw, std::span<const int> labels, const Vector& eps, bool clip);

} // namespace kamke
