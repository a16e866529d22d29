// The implicit layer solved by Peaceman-Rachford splitting, forward and adjoint.
#pragma once

#include "core/train/state_layer.h"

namespace kamke {

/// 0 ∈ (I − A)x − w + ∂f(x), φ = prox_f: with z kept between steps, x = Φ(z), y = (I + α(I − A))⁻¹(2x − z +
/// αw), z ← 2y − (2x − z). It converges when I − A ⪰ mI, m > 0, where only μ_2(A) < 1 (Winston and Kolter,
/// "Monotone operator equilibrium networks"; nemon section 6). Its end is not a small step but y = x, which
/// is the residual of the fixed point. For ReLU, the same proximal map for every α, the step is α = 1/√(mL),
/// L = ‖I − A‖_2; for the others α = 1. `s` of solveStates() are the pre-activations Ax + w.
template<class S>
class PeacemanRachfordLayer : public StateLayer<S> {
public:
    /// `m` ≤ 1 − μ_2(A).
    PeacemanRachfordLayer(const MatrixOf<S>& A, const Activation& phi, double m);

    int solveStates(
        const MatrixOf<S>& w, const IterationLimits& limits, MatrixOf<S>& x, MatrixOf<S>& s) const override;
    MatrixOf<S> gains(const MatrixOf<S>& s) const override { return activationSlopes(activation_, s); }
    /// The same splitting of w ∈ (I − Aᵀ)w = v where Φ' = 1 and w = 0 where Φ' = 0: the slopes take Φ's
    /// place.
    MatrixOf<S> solveAdjoint(
        const MatrixOf<S>& v, const MatrixOf<S>& gains, const IterationLimits& limits) const override;

private:
    Activation activation_;
    MatrixOf<S> A_;
    MatrixOf<S> resolvent_; ///< (I + α(I − A))⁻¹
    S alpha_ = 1;
};

} // namespace kamke
