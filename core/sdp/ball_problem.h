// The semidefinite model of a ReLU network over a ball: its dual multipliers, and the matrices that they
// combine.
#pragma once

#include "core/model/types.h"

namespace kamke {

/// max ξᵀz + ηᵀy + ‖Ez‖² over z = relu(Wz + Ry + u₀), ‖y‖_2 ≤ 1, relaxed: z_i(z_i − a_i) = 0, z ≥ a, z ≥ 0
/// with a = Wz + Ry + u₀ (semialgebraic-mondeq (1) and the Robustness Model (CertMON-i)). A box is put into
/// this shape by a profile of its inputs (see profiledInputs).
struct BallProblem {
    Matrix W;   ///< n×n
    Matrix R;   ///< n×k
    Vector u0;  ///< n
    Vector xi;  ///< n
    Vector eta; ///< k
    Matrix E{}; ///< m×n; empty: none
    /// m×N, empty: none. With it a shape M ≻ 0 is sought as well, the smallest of those of its bound: the
    /// maximum is that of ȳᵀMȳ, ȳ = outputs·(1, y, z), in addition, and s + g − log det M is minimised. M may
    /// be scaled, so that s + g = m at the optimum, and ȳȳᵀ has the moments M⁻¹ there: the dual of the
    /// D-optimal design (semialgebraic-mondeq (EllipMON-SOS-d), degree 1). Conditions: ξ = 0, η = 0, E empty.
    Matrix outputs{};
    /// z ≥ a and z ≥ 0 are used. Not for differences of two solutions, which satisfy only the products
    /// Δz_i(Δz_i − Δa_i) ≤ 0 (Lipschitz Model (LipMON), diagonal multipliers).
    bool signs = true;

    Index n() const { return W.rows(); }
    Index k() const { return R.cols(); }
    Index size() const { return 1 + k() + n(); }
};

/// Multipliers of the dual: s of 1 − ‖y‖², t_i of z_i(z_i − a_i), p_i of z_i − a_i, r_i of z_i. Feasible when
/// p, r ≥ 0 and Z ≻ 0; then s + g bounds the maximum from above. And the shape of the outputs, m×m,
/// symmetric.
struct BallMultipliers {
    double s = 0, g = 0;
    Vector t, p, r;
    Matrix shape{};

    BallMultipliers plus(double step, const BallMultipliers& d) const {
        return {s + step * d.s, g + step * d.g, t + step * d.t,
                p + step * d.p, r + step * d.r, shape + step * d.shape};
    }
    BallMultipliers scaled(double factor) const {
        return {factor * s, factor * g, factor * t, factor * p, factor * r, factor * shape};
    }
    double bound() const { return s + g; }
};

/// The constraint matrices A_a of a problem, all of rank ≤ 2 but that of s, in the basis (1, y, z).
class BallMatrices {
public:
    explicit BallMatrices(const BallProblem& problem);

    /// Z(v) − A0 = Σ v_a A_a. Lower and upper triangle.
    Matrix combined(const BallMultipliers& v) const;
    /// A0 = −sym(e₀(0, η, ξ)ᵀ) − (0, 0, E)ᵀ(0, 0, E).
    const Matrix& constant() const { return constant_; }
    /// tr(A_a H) for all a; H need not be symmetric. Of the shape, for its entries on and below the diagonal,
    /// each of which stands for two off it.
    BallMultipliers traces(const Matrix& H) const;

    /// Column i holds the coefficients of z_i − a_i: N×n.
    const Matrix& G() const { return G_; }
    Index n() const { return n_; }
    Index k() const { return k_; }
    Index size() const { return 1 + k_ + n_; }
    /// m×N, or empty.
    const Matrix& outputs() const { return outputs_; }
    Index m() const { return outputs_.rows(); }
    bool signs() const { return signs_; }
    /// Multipliers in all: 2 + 3n, or 2 + n without signs, and m(m + 1)/2 of the shape.
    Index count() const { return shapeAt() + m() * (m() + 1) / 2; }
    /// Where those of the shape begin.
    Index shapeAt() const { return 2 + (signs_ ? 3 : 1) * n_; }

    /// (s, g, t, p, r, lower triangle of the shape column by column) as one vector of count() entries, and
    /// back.
    Vector flat(const BallMultipliers& v) const;
    BallMultipliers shaped(const Vector& v) const;

private:
    Index n_, k_;
    bool signs_;
    Matrix G_, constant_, outputs_;
};

} // namespace kamke
