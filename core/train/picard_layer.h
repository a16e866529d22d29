// The implicit layer solved by Picard iteration.
#pragma once

#include "core/train/state_layer.h"

namespace kamke {

/// x ← Φ(Ax + w), which contracts when ‖A‖_∞ < 1 (nemon 6.1), and ends after as many steps as there are
/// layers when A is strictly block-triangular. `s` of solveStates() are the pre-activations Ax + w.
template<class S>
class PicardLayer : public StateLayer<S> {
public:
    PicardLayer(const MatrixOf<S>& A, const Activation& phi)
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
