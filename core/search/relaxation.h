// The relaxation that the relational bounds and the search stand on: every unit on its own, tied by
// multipliers.
#pragma once

#include "core/model/box.h"
#include "core/sdp/relu_system.h"
#include "core/solve/iteration.h"

namespace kamke {

/// ξᵀz + ηᵀd + constant over the inputs of a system, of which an upper bound is wanted.
struct Objective {
    Vector xi;           ///< k
    Vector eta;          ///< r
    double constant = 0; ///< from above: whatever rounding took from ξ and η is in it
};

/// What a vector of multipliers proves of an objective, and what its terms look like.
struct RelaxedPoint {
    double bound = std::numeric_limits<double>::infinity(); ///< of the objective, proved
    Vector nu;                                              ///< k
    Vector G;                                               ///< k: ξ + Wᵀν
    Vector q;                                               ///< r: η + Uᵀν
};

/// For a = Wz + Ud + u₀ + e, z = relu(a), ‖d‖ ≤ 1, and pre-activations in a box, adding νᵀ(Wz + Ud + u₀ + e −
/// a) = 0 and maximising over every a_j on its own gives for any ν
///   ξᵀz + ηᵀd ≤ F(ν) = νᵀu₀ + ‖η + Uᵀν‖_* + |ν|ᵀerror + Σ_j max_{a_j ∈ [l_j, h_j]} [G_j relu(a_j) − ν_j
///   a_j], G = ξ + Wᵀν
/// (semialgebraic-mondeq, section 3, without moments; the best ν is the linear relaxation by triangles).
/// Every bound here is proved in floating point: the roundings of F are below a fixed vector times |ν|, which
/// is added.
class Relaxation {
public:
    /// `within`: bounds of the pre-activations, k entries; boxes that are asked for lie inside of it. The
    /// system has to outlive this and is not incremental.
    Relaxation(const ReluSystem& system, Box within);

    const ReluSystem& system() const { return system_; }
    const Box& within() const { return within_; }
    Index units() const { return system_.n(); }

    /// F(ν) for the box a (k entries), proved; ∞ when the numbers overflow.
    RelaxedPoint evaluate(const Objective& objective, const Box& a, Vector nu) const;
    /// How much of the bound is for the roundings at this ν.
    double roundings(const Objective& objective, const Vector& nu) const;
    /// Where the maximum of F(ν) is attained: the input, ‖d‖ ≤ 1, and a subgradient of F in ν,
    /// u₀ + Ud + Wz − a at the maximising a, z and d.
    struct Maximiser {
        Vector d, residual;
    };
    Maximiser maximiser(const RelaxedPoint& point, const Box& a) const;

    /// By how much F(ν) exceeds the objective at one input, term by term.
    struct Gaps {
        Vector units;  ///< k: max over [l_j, h_j] of G_j relu(a_j) − ν_j a_j, less what it is at the input
        Vector inputs; ///< r: of ‖q‖_* − qᵀd, ≥ 0, see dualNormGaps()
    };
    /// At the input d, ‖d‖ ≤ 1, with the pre-activations `at` = Wz + Ud + u₀ (k). The terms of a unit are ≥ 0
    /// where `at` lies in the box. All add up to the bound less the objective, but for the roundings that are
    /// in the bound.
    Gaps gaps(const RelaxedPoint& point, const Box& a, const Vector& at, const Vector& d) const;

    /// Bounds of the pre-activations `rows` of all inputs whose pre-activations lie in the box a, with the
    /// multipliers of its chords: row i of (I − WS)^{-1} for z = Sa + r. Other entries are those of a. Not
    /// intersected with a; ±∞ when the numbers overflow. With `split`, a unit whose sign was decided last,
    /// every bound is also the least along the line of its multiplier.
    /// `steps`: how far along that line, rounded so that few digits say it, and the bounds of just that.
    struct LineSteps {
        Vector upper, lower; ///< one entry per row
    };
    Box
    image(const Box& a, const std::vector<Index>& rows, Index split = -1, LineSteps* steps = nullptr) const;

    /// (Uᵀ)·M, r×columns.
    Matrix inputProduct(const Matrix& M) const { return Ut_ * M; }

private:
    double dualNorm(const Vector& q) const;

    const ReluSystem& system_;
    Box within_;
    Matrix Ut_;                        ///< r×k
    Vector z_;                         ///< k: largest relu(a)
    Vector perMultiplier_, perWeight_; ///< k: what roundings may take for a multiplier and a weight ξ of 1
    double underflow_ = 0x1p-900;      ///< and whatever these are
};

/// Slopes of z = Sa + r, r ∈ [0, r̄], the parallelogram around relu over the box: 1, 0 or h/(h − l).
Vector chordSlopes(const Box& a);
/// The units whose sign is open: l < 0 < h, in order.
std::vector<Index> undecidedUnits(const Box& a);
/// Entry by entry; bounds that hold of the same values.
Box intersection(const Box& a, const Box& b);

} // namespace kamke
