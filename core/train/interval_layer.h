// The interval embedding of a layer, solved by Anderson-accelerated forward-backward steps.
#pragma once

#include "core/train/embedded_layer.h"

namespace kamke {

/// The fixed point of ibp-mondeq (3.3): R = |A|, its diagonal too. Exists whenever ρ(|A|) < 1. Both ends are
/// stacked and mixed as one column.
template<class S>
class IntervalLayer : public EmbeddedLayer<S> {
public:
    IntervalLayer(const MatrixOf<S>& A, const Activation& phi)
        : activation_(phi)
        , A_(A)
        , absA_(A.cwiseAbs()) {}

    int solve(
        const MatrixOf<S>& centre, const MatrixOf<S>& radius, const IterationLimits& limits, Pair<S>& x,
        Pair<S>& s) const override;
    Pair<S> gains(const Pair<S>& s) const override {
        return {activationSlopes(activation_, s.lower), activationSlopes(activation_, s.upper)};
    }
    /// w = Φ'·(v + Jᵀw), J = [[A]⁺ [A]⁻; [A]⁻ [A]⁺].
    Pair<S>
    solveAdjoint(const Pair<S>& v, const Pair<S>& gains, const IterationLimits& limits) const override;
    MatrixOf<S> radiusSlopes() const override { return A_.cwiseSign(); }

private:
    Activation activation_;
    MatrixOf<S> A_, absA_;
};

} // namespace kamke
