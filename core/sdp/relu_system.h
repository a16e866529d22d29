// A ReLU implicit network over one box or ball of inputs, in the coordinates of the semidefinite models.
#pragma once

#include "core/model/analysis.h"
#include "core/model/box.h"

namespace kamke {

/// The norm whose unit ball the inputs d lie in.
enum class BallNorm { L2, Linf };

/// z = relu(a), a = Wz + Ud + u₀ + e, ‖d‖ ≤ 1, where |e_i| ≤ error_i stands for every rounding that went into
/// W, U and u₀. Each unit's own feedback is solved first: with Δ the diagonal of A and S = I − Δ, which is
/// positive,
///   W = S⁻¹(A − Δ),  U = S⁻¹B·diag(radius),  u₀ = S⁻¹(Bu_c + b)
/// have the same states z, and pre-activations of the same signs. Relaxations that look at one unit at a time
/// are much tighter for it where a_ii is far below 0, as in monotone operator networks.
struct ReluSystem {
    Matrix W;  ///< n×n
    Matrix U;  ///< n×r, columns scaled by the radii
    Vector u0; ///< n
    BallNorm norm = BallNorm::Linf;
    /// Two solutions are compared: z, a and d stand for Δz, Δa and Δd, u₀ is 0, and only Δz_i(Δz_i − Δa_i) ≤
    /// 0 is known.
    bool incremental = false;
    Vector error;        ///< n, ≥ 0
    Vector own;          ///< n: the diagonal of S; ones when incremental
    Box states;          ///< n: of z for every d, proved
    Vector centre;       ///< n: z at d = 0, as computed; zero when incremental
    Vector centreRadius; ///< n: how far that is from the solution, at most

    /// Bounds of the pre-activations that hold, from those of the states.
    Box preActivations() const;

    Index n() const { return W.rows(); }
    Index r() const { return U.cols(); }
};

/// ξᵀz + ηᵀd + ‖Ez‖², of which the maximum is wanted.
struct Functional {
    Vector xi;  ///< n
    Vector eta; ///< r; zero where outputs depend on inputs only through the states (D = 0)
    Matrix E{}; ///< m×n; empty: linear. Relational bounds and the ascent know only linear functionals.
};

/// x at d = 0 with |x − x*| ≤ radius; and how w = Bu_c + b was computed: |w − exact| ≤ wError.
struct CentreState {
    Vector x, radius, w, wError;
};

/// The system of raw inputs u_c + radii∘d, ‖d‖ ≤ 1 (r radii ≥ 0, raw units). Conditions: Φ = relu, and
/// analysis.monotone is not empty, of which the bounds of the states come.
ReluSystem
reluSystem(const NetworkAnalysis& analysis, const CentreState& centre, const Vector& radii, BallNorm norm);

/// The system of the differences of solutions whose raw inputs differ by d, ‖d‖ ≤ 1. Same conditions.
ReluSystem incrementalSystem(const NetworkAnalysis& analysis, BallNorm norm);

/// Why the semidefinite models do not apply to the network, in one sentence; nothing when they do.
std::optional<std::string> whyNotSemialgebraic(const NetworkAnalysis& analysis);

/// A point of the dual of max ξᵀz + ηᵀd: λ of 1 − d_j² (of 1 − ‖d‖² for l_2: all the same), t of z(z − a), p
/// of z − a, r of z.
struct SystemMultipliers {
    Vector lambda;  ///< r
    Vector t, p, r; ///< n
};

} // namespace kamke
