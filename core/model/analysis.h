// Everything about a network that does not depend on an input: computed once, shared by all methods.
#pragma once

#include "core/model/blocks.h"
#include "core/model/conditions.h"
#include "core/model/matrix_measure.h"
#include "core/model/monotone_gain.h"
#include "core/model/network.h"
#include "core/model/own_condition.h"

#include <memory>

namespace kamke {

/// Lipschitz constants of raw input → y, l_∞ → l_∞; NaN where the condition they need does not hold.
struct LipschitzConstants {
    double etaOnes;   ///< nemon (14)-(15) with η = 1, needs μ_∞(A) < 1
    double etaBestMu; ///< with the weights of least μ_η(A)
    double best;      ///< least over all η (and never above the two others)
    double entrywise; ///< largest row sum of |C|K + |D|
    Vector bestEta;   ///< weights of `best`, n
};

/// What the certificates need of a network, computed once. Immutable and safe to share between threads.
class NetworkAnalysis {
public:
    /// The network must pass validationError.
    explicit NetworkAnalysis(std::shared_ptr<const Network> network);

    const Network& network() const { return *network_; }
    std::shared_ptr<const Network> sharedNetwork() const { return network_; }

    // Measures of A
    double muInf, mu1, mu2, normInf, rhoAbs;
    BestEta best;                     ///< of μ_η(A)
    BlockStructure blocks;            ///< of A
    std::vector<LayerWeights> layers; ///< of a feed-forward network; else empty
    ConditionTable conditions;
    OwnCondition own; ///< what the network's kind promises
    /// α* = 1/(1 − min_i [a_ii]⁻) (nemon Thm 2).
    double alphaStar;
    /// 1 − (1 − μ⁺)/(1 − min_i [a_ii]⁻) with the least μ: factor of the average iteration at α*; NaN when no
    /// η helps.
    double contractionFactor;
    /// Factor of the diagonal-implicit step in ‖·‖_η, max_i Σ_{j≠i}|a_ij|η_j/η_i / (1 − a_ii); NaN when no η
    /// helps.
    double diagonalImplicitFactor;
    /// α of Peaceman-Rachford where it is what solves the network (see peacemanRachfordAlpha); else 1.
    double splittingAlpha = 1;

    /// Weights with |A|ᴹη < η proved in floating point; empty when there are none.
    Vector provedEta;
    bool contracting() const { return provedEta.size() > 0; }
    /// See unitSizes(), core/model/unit_sizes.h; and 1/size. Empty where all units count alike.
    Vector unitSizes, perUnit;
    bool wellPosed() const { return conditions.wellPosed(); }
    /// "no weights η give μ_η(A) < 1 (the least value is 1.31)", to end a sentence that says why a method
    /// does not apply.
    std::string whyNotContracting() const;

    // Parts of the weights that all interval methods use
    Matrix majorant;   ///< |A|ᴹ
    Matrix resolvent;  ///< (I − |A|ᴹ)^{-1} as computed; empty when not contracting
    Matrix rawB, rawD; ///< B and D for raw inputs: columns divided by std
    LipschitzConstants lipschitz;
    /// K with |Δx| ≤ K |Δraw|, n×r, and its outputs |C|K + |D|, q×r: bounds of (I − |A|ᴹ)^{-1}|B| from above,
    /// proved with rounding bounds. Empty when not contracting.
    Matrix stateGain, outputGain;
    /// How far states and outputs move in l_2, where Λ − ΛA ≻ 0 is proved; else empty.
    MonotoneGain monotone;
    /// "I − A is not shown to be strongly monotone, in no norm weighted by Λ (μ_2(A) is 1.31)", to end a
    /// sentence.
    std::string whyNotMonotone() const;

private:
    std::shared_ptr<const Network> network_;
};

} // namespace kamke
