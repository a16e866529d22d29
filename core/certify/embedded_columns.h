// The embedded iteration on many columns at once: centre/radius form, two products a step, finished columns
// leave.
#pragma once

#include "core/certify/column_input.h"

#include <vector>

namespace kamke {

/// Which embedding: the Metzler part of A, whose units' own feedback is solved in each step, or plain
/// intervals.
enum class Embedding { MixedMonotone, Interval };

/// Whether theory keeps the iteration bounded: then what ends it is an overflow, and no divergence.
bool staysBounded(const NetworkAnalysis& analysis, Embedding embedding);

/// A box centre ± radius of n states in the middle of an iteration.
struct EmbeddedIterate {
    Index column; ///< of the input
    const double *centre, *radius;
    /// The box widened by this multiple of analysis().provedEta is proved in floating point to hold the state
    /// of every input; the fixed box of the mixed-monotone embedding differs from the iterate by no more than
    /// that (numerically). NaN where nothing is proved.
    double widening;
};

/// Looks at iterates, and may end a column early.
class EmbeddedJudge {
public:
    virtual ~EmbeddedJudge() = default;
    /// True: stop iterating this column.
    virtual bool shouldStop(const EmbeddedIterate& iterate) = 0;
    /// True: boxes of stopped columns are widened like converged ones. False: they are left as they are.
    virtual bool keepsBoxes() const { return false; }
};

struct EmbeddedColumns {
    Matrix centre, radius;      ///< n×k
    std::vector<Status> status; ///< Ok also for columns that the judge has ended
    std::vector<int> iterations;
    /// The box holds the state of every input of its column, proved in floating point.
    std::vector<char> proved;
};

/// Iterates until the ends of a column's box move by no more than options.tolerance, relative, or rounding
/// keeps the steps from becoming smaller, and widens the box so that it is proved, where it can be (for ReLU
/// see ProofWeights, for options.closeProof and all other activations proveInvariant). Columns that end with
/// a status other than Ok hold NaN.
EmbeddedColumns embeddedFixedBoxes(
    const Certifier& certifier, Embedding embedding, const ColumnInput& input, StateStart start,
    const CertifyOptions& options, EmbeddedJudge* judge = nullptr);

/// Shows for every Ok column, in floating point, that every input has its state in a box that is this one or
/// a little larger, and replaces the column by that box: first |A|ᴹη < η (so x* is unique), then that the
/// mixed-monotone embedded map x̄ ↦ Φ(⌈A⌉x̄ + ⌊A⌋x̲ + [B]⁺ū + [B]⁻u̲ + b), and x̲ likewise, sends the box into
/// itself, with rounding bounds; by Brouwer a fixed point of every input lies inside
/// (mixed-monotone-contractive Thm 1; maths "A rigorous verdict in floating point"). Sets `proved`; columns
/// for which that fails stay as they were.
void proveInvariant(const Certifier& certifier, const ColumnInput& input, EmbeddedColumns& columns);

} // namespace kamke
