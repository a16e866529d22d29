// The implicit layer of one step of training: states of columns, and the adjoint of their fixed point.
#pragma once

#include "core/model/activation.h"
#include "core/train/parameters.h"

namespace kamke {

/// When an iteration ends: the step is ≤ tolerance·(largest entry), or after maxIterations.
struct IterationLimits {
    double tolerance = 1e-5;
    int maxIterations = 400;
};

/// Whether an iterate of columns has settled. NaN ends an iteration too.
template<class S>
bool settled(const MatrixOf<S>& next, const MatrixOf<S>& last, const IterationLimits& limits) {
    const S step = (next - last).cwiseAbs().maxCoeff();
    return !(step > static_cast<S>(limits.tolerance) * next.cwiseAbs().maxCoeff());
}

/// x = Φ(Ax + w) for the columns of w, by the iteration that the kind of model guarantees to converge.
/// Prepared once for a step of training and shared by its workers.
template<class S>
class StateLayer {
public:
    virtual ~StateLayer() = default;

    /// States of the columns of w (n×m), from the `x` given. `s` becomes what gains() needs of them. Returns
    /// the number of iterations.
    virtual int solveStates(
        const MatrixOf<S>& w, const IterationLimits& limits, MatrixOf<S>& x, MatrixOf<S>& s) const = 0;
    /// What solveAdjoint() needs of the slopes at the states. At a kink the slope to the left (a unit that is
    /// just silent stays silent).
    virtual MatrixOf<S> gains(const MatrixOf<S>& s) const = 0;
    /// w = Φ'·(v + Aᵀw) for the columns of v = ∂ℓ/∂x*: the derivative with respect to the pre-activations
    /// (nemon (20), with its G transposed).
    virtual MatrixOf<S>
    solveAdjoint(const MatrixOf<S>& v, const MatrixOf<S>& gains, const IterationLimits& limits) const = 0;
};

/// Φ of columns, in place.
template<class S>
void applyActivation(const Activation& activation, MatrixOf<S>& p) {
    if (activation.kind() == Activation::Kind::Relu)
        p = p.cwiseMax(S(0));
    else
        p = p.unaryExpr([&](S v) { return static_cast<S>(activation(static_cast<double>(v))); });
}

/// Φ' of columns; at a kink the slope to the left.
template<class S>
MatrixOf<S> activationSlopes(const Activation& activation, const MatrixOf<S>& p) {
    if (activation.kind() == Activation::Kind::Relu)
        return (p.array() > S(0)).template cast<S>();
    return p.unaryExpr([&](S v) { return static_cast<S>(activation.derivative(static_cast<double>(v))); });
}

} // namespace kamke
