// The embedded layer: lower and upper states of input boxes, and the adjoint of their fixed point.
#pragma once

#include "train/layer.h"

namespace kamke {

/// Lower and upper columns of a box per sample, or derivatives with respect to them.
template<class S>
struct Pair {
    MatrixOf<S> lower, upper;
};

/// The fixed point of mixed-monotone-contractive (4)-(5) in centre and radius form, two products a step:
/// s = A_off c + w_c ∓ (|A_off| r + w_r), x̲ and x̄ solve their units' own equations (a_ii belongs to the
/// Metzler part, whatever its sign). w_c = B u_c + b and w_r = |B| u_r are n×m. `s` becomes the inputs of the
/// units' own equations. Returns the number of iterations. The layer needs its absolute values.
template<class S>
int solveEmbedded(
    const Layer<S>& layer, const MatrixOf<S>& centre, const MatrixOf<S>& radius,
    const IterationLimits& limits, Pair<S>& x, Pair<S>& s);

/// Derivatives with respect to the pre-activations p̲ and p̄ from v = ∂ℓ/∂(x̲, x̄): the transposed fixed point
/// w = Φ'·(v + Jᵀw), J = [⌈A⌉ ⌊A⌋; ⌊A⌋ ⌈A⌉].
template<class S>
Pair<S> solveEmbeddedAdjoint(
    const Layer<S>& layer, const Pair<S>& v, const Pair<S>& gains, const IterationLimits& limits);

} // namespace kamke
