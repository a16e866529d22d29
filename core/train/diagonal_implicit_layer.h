// The implicit layer solved by the diagonal-implicit step.
#pragma once

#include "core/train/state_layer.h"

namespace kamke {

/// A of x = Φ(Ax + w), split so that every unit solves its own equation: x_i ← the solution of
/// x_i = φ(a_ii x_i + Σ_{j≠i} a_ij x_j + w_i). It contracts whenever μ_η(A) < 1. `s` of solveStates() are the
/// inputs of the units' own equations.
template<class S>
class DiagonalImplicitLayer : public StateLayer<S> {
public:
    DiagonalImplicitLayer(const MatrixOf<S>& A, const Activation& phi);

    int solveStates(
        const MatrixOf<S>& w, const IterationLimits& limits, MatrixOf<S>& x, MatrixOf<S>& s) const override;
    /// φ'/(1 − φ' a_ii): what a change of s_i changes in x_i.
    MatrixOf<S> gains(const MatrixOf<S>& s) const override;
    MatrixOf<S> solveAdjoint(
        const MatrixOf<S>& v, const MatrixOf<S>& gains, const IterationLimits& limits) const override;

    /// Solves every unit's own equation, in place: s (n×m) becomes x.
    void solveUnits(MatrixOf<S>& s) const;
    const MatrixOf<S>& offDiagonal() const { return off_; }

private:
    Activation activation_;
    MatrixOf<S> off_;      ///< A with zero diagonal
    VectorOf<S> diagonal_; ///< a_ii < 1
    VectorOf<S> selfGain_; ///< 1/(1 − a_ii)
};

} // namespace kamke
