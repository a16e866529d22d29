// The mixed-monotone embedding of a layer, solved by the diagonal-implicit step.
#pragma once

#include "core/train/diagonal_implicit_layer.h"
#include "core/train/embedded_layer.h"

namespace kamke {

/// The fixed point of mixed-monotone-contractive (4)-(5): R = |A|ᴹ, whose diagonal a_ii belongs to the
/// Metzler part whatever its sign, so that both ends solve their units' own equations. Exists whenever μ_η(A)
/// < 1.
template<class S>
class MixedMonotoneLayer : public EmbeddedLayer<S> {
public:
    MixedMonotoneLayer(const MatrixOf<S>& A, const Activation& phi)
        : layer_(A, phi)
        , absOff_(layer_.offDiagonal().cwiseAbs()) {}

    int solve(
        const MatrixOf<S>& centre, const MatrixOf<S>& radius, const IterationLimits& limits, Pair<S>& x,
        Pair<S>& s) const override;
    Pair<S> gains(const Pair<S>& s) const override { return {layer_.gains(s.lower), layer_.gains(s.upper)}; }
    /// w = Φ'·(v + Jᵀw), J = [⌈A⌉ ⌊A⌋; ⌊A⌋ ⌈A⌉].
    Pair<S>
    solveAdjoint(const Pair<S>& v, const Pair<S>& gains, const IterationLimits& limits) const override;
    MatrixOf<S> radiusSlopes() const override {
        MatrixOf<S> slopes = layer_.offDiagonal().cwiseSign();
        slopes.diagonal().setOnes();
        return slopes;
    }

private:
    DiagonalImplicitLayer<S> layer_;
    MatrixOf<S> absOff_;
};

} // namespace kamke
