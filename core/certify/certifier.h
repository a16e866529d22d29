// What all certificates of a network share, computed once; and the columns and options that they take.
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

    Matrix absA, absB, absC, absD;
    bool hasD = false;
    /// Row sums of |A|, |B|, |C|, |D|, bounded from above: with the largest entry of a vector they bound the
    /// magnitudes that rounding bounds need, without a product of their own.
    Vector absARows, absBRows, absCRows, absDRows;
    /// Row i of the relative classifier of class `label` is y_label − y_i (mixed-monotone-contractive (7)):
    /// TC and TD with their absolute values, q rows, the label's own row zero.
    struct Relative {
        Matrix TC, absTC, TD, absTD;
    };
    std::vector<Relative> relative;
    /// L of nemon (15) with the best η for raw inputs, and the constant from raw input to state in ‖·‖_η,
    /// both bounded from above; infinite where none is proved.
    double lipschitz = 0, stateLipschitz = 0;

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
/// in raw units, one per column.
InputColumns epsilonBoxes(
    const Network& network, const Matrix& raw, std::span<const int> labels, const Vector& eps, bool clip);

} // namespace kamke
