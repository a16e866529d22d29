// Cross-entropy of logits, and of the worst logits that a box of states allows.
#pragma once

#include "core/train/embedded_layer.h"

#include <span>
#include <vector>

namespace kamke {

/// Sums over samples.
struct Tally {
    Index samples = 0, correct = 0, certified = 0;
    double loss = 0;
    void add(const Tally& other);
};

/// Σ_k log Σ_j exp(y_jk) − y_{label k}; `logits` (q×m) become its derivative, softmax minus one-hot. Counts
/// the columns whose first largest entry is the label.
template<class S>
Tally crossEntropy(MatrixOf<S>& logits, std::span<const int> labels);

/// The last layer under the relative classifier of mixed-monotone-contractive (7)-(9): with E_j = C_j −
/// C_label the worst logit of class j, relative to the label's, is −z̲_j = E_j c + |E_j| r + c_j − c_label for
/// states in the box c ± r, and 0 for the label itself.
template<class S>
class RelativeClassifier {
public:
    RelativeClassifier(const MatrixOf<S>& C, const VectorOf<S>& c);

    /// −z̲, q×m.
    MatrixOf<S> worstLogits(const Pair<S>& x, std::span<const int> labels) const;
    /// With P = ∂ℓ/∂(−z̲), q×m: returns ∂ℓ/∂(x̲, x̄) and adds scale times the derivatives with respect to C and
    /// c (q×n, q).
    Pair<S> pullBack(
        const MatrixOf<S>& P, const Pair<S>& x, std::span<const int> labels,
        Eigen::Ref<MatrixOf<S>> gradientC, Eigen::Ref<VectorOf<S>> gradientc) const;

private:
    std::vector<MatrixOf<S>> differences_, magnitudes_; ///< per label E and |E|, q×n
    VectorOf<S> c_;
};

} // namespace kamke
