// What all certificates of a network share, computed once; and the columns and options that they take.
#pragma once

#include "core/certify/row_magnitudes.h"
#include "core/model/analysis.h"
#include "core/sdp/lipschitz_table.h"
#include "core/sdp/relu_system.h"
#include "core/solve/iteration.h"

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace kamke {

/// Widening the box of a column by τη makes it invariant under the mixed-monotone embedded map when τ is at
/// least the largest step(i)·(how far an embedded iteration step moves an end of unit i) plus
/// state·(largest magnitude in the box) + input·(largest magnitude of the raw input) + constant: because
/// Φ is non-expansive and |A|ᴹη < η, N(x̄ + τη) ≤ N(x̄) + τ|A|ᴹη, where N(x̄)_i − x̄_i is at most
/// max(1, 1 − a_ii) times the step that solves the unit's own feedback (mixed-monotone-contractive Thm 1;
/// maths "A rigorous verdict in floating point"). The last three terms cover all rounding.
struct ProofWeights {
    Vector mixedMonotone, interval; ///< n: `step` of both embeddings
    double state = 0, input = 0, constant = 0;
    /// The same for magnitudes in units of the sizes of states and inputs; infinite where all count alike.
    double sizedState = std::numeric_limits<double>::infinity(),
           sizedInput = std::numeric_limits<double>::infinity();
    bool empty() const { return mixedMonotone.size() == 0; }
    /// τ for an iterate and an input of these magnitudes whose ends move by `step`, times the weights.
    double widening(double step, const Magnitude& states, const Magnitude& inputs) const {
        // Where nothing is sized the second is ∞, or NaN of ∞·0: then the first counts.
        const auto lesser = [](double plain, double sized) { return sized < plain ? sized : plain; };
        // Each of these roundings is far below the reserve in the counts of the last three terms, but for the
        // first one.
        return up(
            up(step * (1 + 1e-14)) +
            up(lesser(up(state * states.largest), up(sizedState * states.sized)) +
               up(lesser(up(input * inputs.largest), up(sizedInput * inputs.sized)) + constant)));
    }
};

/// The parts of the certificates that depend on neither ε nor the sample. Immutable, shared between threads.
class Certifier {
public:
    explicit Certifier(std::shared_ptr<const NetworkAnalysis> analysis);

    const NetworkAnalysis& analysis() const { return *analysis_; }
    const Network& network() const { return analysis_->network(); }

    /// |A| and |C|; |B| and |D| for raw inputs, bounded from above.
    Matrix absA, absB, absC, absD;
    bool hasD = false;
    /// |A||x|, |B||u|, |C||x|, |D||u| for states and raw inputs of a known magnitude, which rounding bounds
    /// need.
    RowMagnitudes magnitudeA, magnitudeB, magnitudeC, magnitudeD;
    /// 1/size of every raw input (inputSizes()), r; empty where all count alike.
    Vector perInput;
    /// Of the states in a box centre ± radius (n entries each).
    template<class Centre, class Radius>
    Magnitude stateMagnitude(const Centre& centre, const Radius& radius) const {
        const auto end = (centre.array().abs() + radius.array()).matrix();
        Magnitude state{up(end.maxCoeff())};
        if (const Vector& perUnit = analysis_->perUnit; perUnit.size() > 0)
            state.sized = sizedMagnitude(end.cwiseProduct(perUnit).maxCoeff());
        return state;
    }
    /// b − B·mean/std and −D·mean/std, so that raw inputs go straight into products, and bounds of the sums
    /// of absolute values in them. n and q.
    Vector rawOffset, rawOutputOffset, offsetMagnitude, outputOffsetMagnitude;
    /// γ of the pre-activations and outputs that are computed from raw inputs, with all additions around
    /// them.
    double gamma = 0;
    /// γ of one of them, Ax + Bu + b − B·mean or Cx + Du + c − D·mean, with little reserve: every term passes
    /// through the roundings of 1/std, of one product with B or its mean, of one with A, and of the additions
    /// around them.
    double gammaOfSum = 0;
    /// A bound of the error that underflow makes in one of them.
    double underflow() const;
    /// Row sums of analysis().stateGain, bounded from above; empty without it.
    Vector gainRows;
    /// What the floating-point proof of a box needs; see ProofWeights. Empty when nothing is contracting.
    ProofWeights proof;
    /// Row i of the relative classifier of class `label` is y_label − y_i (mixed-monotone-contractive (7)):
    /// TC and |TC|, and |TD| for raw inputs with its row sums, both bounded from above; q rows, the label's
    /// own row zero.
    struct Relative {
        Matrix TC, absTC, absTD;
        Vector absTDRows;
    };
    std::vector<Relative> relative;
    /// L of nemon (15) with the best η for raw inputs, and the constant from raw input to state in ‖·‖_η,
    /// both bounded from above; infinite where none is proved.
    double lipschitz = 0, stateLipschitz = 0;

    /// The Lipschitz constants of the semidefinite model, computed when they are first asked for (seconds to
    /// minutes) and kept; null when the limits came first. whyNotSemialgebraic() has said nothing.
    std::shared_ptr<const LipschitzTable>
    lipschitzTable(BallNorm norm, const LipschitzOptions& options) const;
    /// The table, if it is there already.
    std::shared_ptr<const LipschitzTable> knownLipschitzTable(BallNorm norm) const;
    /// Gives it a table from elsewhere, of this network.
    void keepLipschitzTable(std::shared_ptr<const LipschitzTable> table) const;

private:
    struct Tables;
    std::shared_ptr<const NetworkAnalysis> analysis_;
    std::shared_ptr<Tables> tables_;
};

/// Input boxes as columns: r×k each, raw units, lower ≤ upper; with the class that each should be read as.
struct InputColumns {
    Matrix lower, upper;
    std::vector<int> labels; ///< k
    /// k: only ‖raw − centre‖_2 ≤ euclidean is meant, a ball inside of the box; empty: all of the box.
    Vector euclidean{};
    /// k: why nothing is certified of a column, whose sample lies outside of the domain that inputs are kept
    /// in (empty: it is inside); empty when all are.
    std::vector<std::string> outside{};
    Index count() const { return lower.cols(); }
};

/// CertifyOptions::marginAccuracy of margins that are shown or stored: six digits.
inline constexpr double sixDigits = 1e-6;

struct CertifyOptions {
    /// What ε bounds: ‖raw − sample‖_∞, or ‖raw − sample‖_2 (default: l_inf). Certificates that know no l_2
    /// take the box around the ball.
    BallNorm norm = BallNorm::Linf;
    /// Intersect the ε-box with the input domain (default: false, as in the papers). Of a sample that is
    /// outside nothing is certified then, in any norm.
    bool clip = false;
    int maxIterations = 20000; ///< of the embedded iterations (default: 20000)
    /// Embedded iterations stop when no end of the box moves by more than this, relative to the largest
    /// (default: 1e-13). What is proved does not depend on it; margins come this close to those of the limit,
    /// times the sensitivity of the outputs.
    double tolerance = 1e-13;
    /// Margins of mixed-monotone boxes only to this accuracy, relative to the margin itself: the iteration
    /// ends as soon as what it proves is that close to the limit's (default: 0, always iterate to
    /// `tolerance`).
    double marginAccuracy = 0;
    /// Boxes that settle are proved by a test of their own that counts rounding unit by unit, and are some
    /// roundings wide, instead of by how far the last step moved: tighter where units, weights or gains
    /// differ much, for a few more products (default: false).
    bool closeProof = false;
    /// Iterate ReLU networks in single precision first; boxes are then proved in double precision, and a few
    /// 1e-5 wider (default: false).
    bool float32 = false;
    /// Of certificates that solve semidefinite programs: every competitor to its gap, instead of a verdict
    /// that ends as soon as it is clear (default: false).
    bool everyMargin = false;
    /// The same: seconds for one sample, after which what is proved by then counts (default: no limit).
    double secondsPerSample = std::numeric_limits<double>::infinity();
    /// Also the intervals of the logits where a margin does not need them (default: true).
    bool logits = true;
    /// Also what the bounds by multipliers are made of (StateBoxes::shares), a few MB for a sample (default:
    /// false).
    bool shares = false;
    int threads = 1; ///< results are bit-identical for any number (default: 1)
    Limits limits;
    /// Called after every block, from one thread at a time (default: none).
    std::function<void(Index done, Index total)> progress;
};

/// The inputs that `options` mean by ε: epsilonBoxes(), or balls of l_2 (which are not clipped: what holds in
/// the ball holds in the part of it that is inside the domain).
InputColumns inputSets(
    const Network& network, const Matrix& raw, std::span<const int> labels, const Vector& eps,
    const CertifyOptions& options);

/// {v : |v − raw_k|_∞ ≤ eps_k} for the columns of `raw`, rounded outward; with `clip` intersected with the
/// network's input domain, where it has one. The box of a raw input outside of the domain is not intersected:
/// it is marked as outside. ε ≥ 0 in raw units, one per column.
InputColumns epsilonBoxes(
    const Network& network, const Matrix& raw, std::span<const int> labels, const Vector& eps, bool clip);

/// InputColumns::outside of raw inputs that are kept in the domain.
std::vector<std::string> outsideReasons(const Network& network, const Matrix& raw);

} // namespace kamke
