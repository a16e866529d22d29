// The implicit layer of one step of training, prepared for its iterations.
#pragma once

#include "model/activation.h"
#include "train/parameters.h"

namespace kamke {

/// A of x = Φ(Ax + w), split so that every unit solves its own equation: the diagonal-implicit step
/// x_i ← the solution of x_i = φ(a_ii x_i + Σ_{j≠i} a_ij x_j + w_i). It contracts whenever μ_η(A) < 1.
template<class S>
struct Layer {
    Activation activation;
    MatrixOf<S> off;      ///< A with zero diagonal
    MatrixOf<S> absOff;   ///< its absolute values; only when asked for
    VectorOf<S> diagonal; ///< a_ii < 1
    VectorOf<S> selfGain; ///< 1/(1 − a_ii)

    Layer(const MatrixOf<S>& A, const Activation& phi, bool withAbsolute);

    /// Solves every unit's own equation, in place: s (n×m) becomes x.
    void solveUnits(MatrixOf<S>& s) const;
    /// φ'/(1 − φ' a_ii) at x = the solution for s: what a change of s_i changes in x_i. At a kink the slope
    /// to the left (a unit that is just silent stays silent).
    MatrixOf<S> unitGains(const MatrixOf<S>& s) const;
};

/// When an iteration ends: the step is ≤ tolerance·(1 + largest entry), or after maxIterations.
struct IterationLimits {
    double tolerance = 1e-5;
    int maxIterations = 400;
};

/// States of the columns of w (n×m), from the `x` given. `s` becomes the inputs of the units' own equations
/// at x. Returns the number of iterations.
template<class S>
int solveStates(
    const Layer<S>& layer, const MatrixOf<S>& w, const IterationLimits& limits, MatrixOf<S>& x,
    MatrixOf<S>& s);

/// w = Φ'·(v + Aᵀw) for the columns of v = ∂ℓ/∂x*, the derivative with respect to the pre-activations
/// (maths of nemon (20), with its G transposed), with the gains of unitGains at the states.
template<class S>
MatrixOf<S> solveAdjoint(
    const Layer<S>& layer, const MatrixOf<S>& v, const MatrixOf<S>& gains, const IterationLimits& limits);

} // namespace kamke
