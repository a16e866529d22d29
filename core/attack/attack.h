// Attacks: inputs within ε that are read as another class. Each kind is a row of the list.
#pragma once

#include "core/certify/certifier.h"

#include <string>
#include <string_view>

namespace kamke {

enum class AttackLoss { CrossEntropy, Margin, Both };

struct AttackOptions {
    int steps = 40;                     ///< of PGD (default: 40)
    int restarts = 5;                   ///< of PGD, the first from the sample itself (default: 5)
    double rate = 0;                    ///< step of PGD in units of ε; 0: 2.5/steps (default)
    AttackLoss loss = AttackLoss::Both; ///< of PGD: restarts alternate when Both (default)
    std::uint64_t seed = 0;
    Index firstSample =
        0; ///< number of the first sample: with the seed it fixes the random starts (default: 0)
    /// What ε bounds, as CertifyOptions::norm (default: l_inf). Witnesses lie in the ball.
    BallNorm norm = BallNorm::Linf;
    /// Stay in the input domain; a ball of l_2 is not clipped. A sample outside of it is not attacked
    /// (default: false).
    bool clip = false;
    int threads = 1;
    Limits limits;
    std::function<void(Index done, Index total)> progress;
};

/// What an attack found for one sample.
struct AttackOutcome {
    bool broken = false; ///< `input` is a witness: within ε and read as another class by an independent solve
    bool finished = false; ///< false: stopped before the attack was done, or not done at all
    bool outside = false;  ///< not attacked: inputs stay in the domain, and the sample is outside of it
    Vector input;          ///< r, raw: the witness, else the point of least margin that was found
    Vector logits;         ///< q there, from the independent solve
    int prediction = -1;   ///< what it is read as; −1 when no fixed point was found
    std::string how;       ///< "PGD, 40 steps, 5 restarts"
    double margin = 0;     ///< y_label − max_{j≠label} y_j there; ≤ 0 when broken
    double rounding = 0;   ///< far more than rounding may have changed in `margin`
};

/// What one raw input is read as, by the solver of one sample, which shares neither start nor stopping rule
/// with iterations of many columns: what it reads as another class is a witness. `how` and `finished` are not
/// set.
AttackOutcome
solvedOutcome(const NetworkAnalysis& analysis, const Vector& input, int label, const Limits& limits);

/// The samples that one call of an attack works on, as columns.
struct AttackBlock {
    const Certifier& certifier;
    const Matrix& raw;   ///< r×k
    InputColumns inputs; ///< where the attacked inputs must stay: boxes, or balls of l_2
    double eps;
    Index first; ///< number of the first column among all samples: with the seed it fixes the random starts
};

struct Attack {
    std::string_view id, name, label, citation, explanation;
    bool usesSteps; ///< it uses steps and restarts
    /// The inputs of least margin that it finds, r×k, inside of block.inputs; not yet verified.
    Matrix (*run)(const AttackBlock&, const AttackOptions&);
};

/// fgsm, pgd, inversion, frank-wolfe.
std::span<const Attack> attacks();
const Attack* findAttack(std::string_view id);
std::string attackIds();

/// Runs it on samples (columns of `raw`) at ε (raw units) and re-evaluates every point by the forward solve
/// of one sample: only what that solve reads as another class is a witness. A sample that is misread without
/// noise is its own witness. Outcomes that a stop left out are not `finished`.
std::vector<AttackOutcome> runAttack(
    const Attack& attack, const Certifier& certifier, const Matrix& raw, std::span<const int> labels,
    double eps, const AttackOptions& options = {});

} // namespace kamke
