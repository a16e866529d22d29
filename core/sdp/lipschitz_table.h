// Global Lipschitz constants from the semidefinite model of differences, each with the multipliers that prove
// it.
#pragma once

#include "core/sdp/functional_bound.h"

#include <functional>

namespace kamke {

/// One constant and its proof: |functional of Δz, Δu| ≤ constant·‖Δu‖ for all raw inputs.
struct LipschitzProof {
    double constant = std::numeric_limits<double>::infinity();
    SystemMultipliers multipliers;
};

/// The constants of one network for ‖Δu‖ in raw units, l_2 or l_inf. Bounds from above, proved in floating
/// point; infinite where none was found.
struct LipschitzTable {
    BallNorm norm = BallNorm::Linf;
    Matrix pairs;  ///< q×q, symmetric, zero diagonal: |Δ(y_i − y_j)| ≤ pairs_ij‖Δu‖
    double output; ///< ‖Δy‖ ≤ output·‖Δu‖ in the same norm; infinite in l_2 when D ≠ 0
    double state;  ///< ‖Δz‖ ≤ state·‖Δu‖ in the same norm
    /// Proofs of all that lipschitzFunctionals() names, in its order.
    std::vector<LipschitzProof> proofs;
};

/// The functionals whose bounds a table is made of: all pairs i < j; then the outputs and the states: in l_2
/// both as one quadratic form, in l_inf one by one.
std::vector<Functional> lipschitzFunctionals(const NetworkAnalysis& analysis, BallNorm norm);

struct LipschitzOptions {
    double gap = 1e-3; ///< relative, of each constant or its square (default: 1e-3)
    int threads = 1;
    Limits limits;
    std::function<void(Index done, Index total)> progress; ///< from one thread at a time
};

/// Lipschitz Model (semialgebraic-mondeq (LipMON)) with diagonal multipliers, pair by pair;
/// whyNotSemialgebraic() has said nothing. Nothing when the limits were reached.
std::optional<LipschitzTable>
lipschitzTable(const NetworkAnalysis& analysis, BallNorm norm, const LipschitzOptions& options = {});

/// The table that multipliers from elsewhere prove, each checked again: a file can be wrong, but not unsound.
/// Nothing when their number or shapes are not those of the network.
std::optional<LipschitzTable>
tableFromProofs(const NetworkAnalysis& analysis, BallNorm norm, std::vector<SystemMultipliers> multipliers);

} // namespace kamke
