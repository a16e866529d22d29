// The parametrisation of MON (monDEQ): every W and Z give a matrix with μ_2(A) ≤ γ.
#pragma once

#include "core/train/parametrisation.h"

namespace kamke {

/// A = γI − WᵀW + Z − Zᵀ, so that I − A ⪰ (1 − γ)I: m = 1 − γ (nemon 6.1; ibp-mondeq, section 2). States and
/// adjoint by Peaceman-Rachford splitting. Boxes need not exist.
template<class S>
class MonParametrisation : public Parametrisation<S> {
public:
    using Parametrisation<S>::Parametrisation;

    ParameterShape shape() const override {
        const KindSettings& s = this->settings();
        return {s.n, s.r, s.q, false, 2};
    }
    MatrixOf<S> matrix(const Parameters<S>& parameters) const override;
    void pullBack(const Parameters<S>& parameters, Parameters<S>& gradient) const override;
    /// μ_2(A) = γ − λ_min(WᵀW).
    double measure(const Parameters<S>& parameters) const override;
    std::unique_ptr<StateLayer<S>> layer(const MatrixOf<S>& A, const Activation& phi) const override;
    std::unique_ptr<EmbeddedLayer<S>> embedded(const MatrixOf<S>&, const Activation&) const override {
        return nullptr;
    }
    /// Lowered by a multiple of I that covers the rounding of WᵀW.
    Matrix finishedMatrix(const Parameters<double>& parameters) const override;
};

} // namespace kamke
