// The embedded layer: lower and upper states of input boxes, and the adjoint of their fixed point.
#pragma once

#include "core/train/state_layer.h"

#include <algorithm>

namespace kamke {

/// Lower and upper columns of a box per sample, or derivatives with respect to them.
template<class S>
struct Pair {
    MatrixOf<S> lower, upper;
};

/// Fixed boxes x̲ = Φ(p_c − p_r), x̄ = Φ(p_c + p_r) with p_c = A c + w_c, p_r = R r + w_r in centre and radius
/// form, two products a step. R ≥ 0 off the diagonal is made of A: |A|ᴹ or |A|. w_c = B u_c + b and
/// w_r = |B| u_r are n×m.
template<class S>
class EmbeddedLayer {
public:
    virtual ~EmbeddedLayer() = default;

    /// From the `x` given; `s` becomes what gains() needs. Returns the number of iterations.
    virtual int solve(
        const MatrixOf<S>& centre, const MatrixOf<S>& radius, const IterationLimits& limits, Pair<S>& x,
        Pair<S>& s) const = 0;
    virtual Pair<S> gains(const Pair<S>& s) const = 0;
    /// Derivatives with respect to the pre-activations p̲ and p̄ from v = ∂ℓ/∂(x̲, x̄): the transposed fixed
    /// point of the embedded map.
    virtual Pair<S>
    solveAdjoint(const Pair<S>& v, const Pair<S>& gains, const IterationLimits& limits) const = 0;
    /// ∂R_ij/∂A_ij, n×n.
    virtual MatrixOf<S> radiusSlopes() const = 0;
};

} // namespace kamke
