// The implicit layer solved by Anderson-accelerated forward-backward steps.
#pragma once

#include "core/train/state_layer.h"

namespace kamke {

/// x ← Φ((1 − α)x + α(Ax + w)) (ibp-mondeq (A.1)) with Anderson acceleration. α = 1, since Λ − Λ|A| ≻ 0 for
/// some positive diagonal Λ means ρ(|A|) < 1, with which it contracts undamped. `s` of solveStates() are the
/// pre-activations Ax + w.
template<class S>
class AndersonLayer : public StateLayer<S> {
public:
    AndersonLayer(const MatrixOf<S>& A, const Activation& phi)
        : activation_(phi)
        , A_(A) {}

    int solveStates(
        const MatrixOf<S>& w, const IterationLimits& limits, MatrixOf<S>& x, MatrixOf<S>& s) const override;
    MatrixOf<S> gains(const MatrixOf<S>& s) const override { return activationSlopes(activation_, s); }
    MatrixOf<S> solveAdjoint(
        const MatrixOf<S>& v, const MatrixOf<S>& gains, const IterationLimits& limits) const override;

private:
    Activation activation_;
    MatrixOf<S> A_;
};

} // namespace kamke
