// Attacks: inputs within ε that are read as another class. Each kind is a row of the list.
#pragma once

#include "certify/certifier.h"

#include <string_view>

namespace kamke {

enum class AttackLoss { CrossEntropy, Margin, Both };

struct AttackOptions {
    int steps = 40;                     ///< of PGD (default: 40)
    int restarts = 5;                   ///< of PGD, the first from the sample itself (default: 5)
    double rate = 0;                    ///< step of PGD in units of ε; 0: 2.5/steps (default)
    AttackLoss loss = AttackLoss::Both; ///< of PGD: restarts alternate when Both (default)
    std::uint64_t seed = 0;
    bool clip = false;
    int threads = 1;
    Limits limits;
    std::function<void(Index done, Index total)> progress;
};

/// What an attack found for one sample.
struct AttackOutcome {
    bool broken = false; ///< `input` is a witness: within ε and read as another class by an independent solve
    Vector input;        ///< r, raw: the witness, else the point of least margin that was found
    Vector logits;       ///< q there, from the independent solve
    int prediction = -1; ///< what it is read as
    double margin = 0;   ///< y_label − max_{j≠label} y_j there; negative when broken
};

struct Attack {
    std::string_view id, name, citation, explanation;
    /// Least-margin inputs found for the columns of `raw`, r×k (not yet verified), inside the ε-boxes.
    Matrix (*run)(
        const Certifier&, const Matrix& raw, const InputColumns& boxes, const Vector& eps,
        const AttackOptions&);
};

/// fgsm, pgd, inversion.
std::span<const Attack> attacks();
const Attack* findAttack(std::string_view id);
std::string attackIds();

/// Runs it on samples (columns of `raw`) at ε (raw units) and re-evaluates every point by the forward solve
/// of one sample. A sample that is misread without noise counts as broken by itself.
std::vector<AttackOutcome> runAttack(
    const Attack& attack, const Certifier& certifier, const Matrix& raw, std::span<const int> labels,
    double eps, const AttackOptions& options = {});

/// Gradient of Σ_k weights(:,k)ᵀ y_k with respect to the raw inputs, r×k, by the adjoint fixed point
/// w = Φ'(Cᵀv + Aᵀw) at the states x (n×k) of `raw` (nemon (20), corrected).
Matrix inputGradient(
    const NetworkAnalysis& analysis, const Matrix& raw, const Matrix& x, const Matrix& weights,
    const Limits& limits = {});

} // namespace kamke
