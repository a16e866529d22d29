// The parametrisation of IBP-MonDEQ: every M gives a matrix whose interval bounds have a fixed point.
#pragma once

#include "core/train/parametrisation.h"

namespace kamke {

/// A = D^(-1/2) M D^(-1/2), D = diag((|M|1 + |M|ᵀ1)/(2γ)), γ = 1 − m, so that I − |A| ⪰ mI (ibp-mondeq
/// Thm 3.1); with weights A = Γ D^(-1/2) M D^(-1/2) Γ⁻¹, Γ = diag((κ − 1)/κ·sigmoid(β) + 1/κ), κ = 3, so that
/// Λ − Λ|A| ≻ 0 for Λ = Γ⁻² (Thm 3.3; the paper calls κ γ). The weights are β. States and interval bounds by
/// Anderson-accelerated forward-backward steps; gradients are clipped at length 10 (appendix B).
template<class S>
class IbpMondeqParametrisation : public Parametrisation<S> {
public:
    using Parametrisation<S>::Parametrisation;

    MatrixOf<S> matrix(const Parameters<S>& parameters) const override;
    void pullBack(const Parameters<S>& parameters, Parameters<S>& gradient) const override;
    double gradientClip() const override { return 10; }
    /// λ_max of (|G| + |G|ᵀ)/2, G = D^(-1/2) M D^(-1/2).
    double measure(const Parameters<S>& parameters) const override;
    std::unique_ptr<StateLayer<S>> layer(const MatrixOf<S>& A, const Activation& phi) const override;
    std::unique_ptr<EmbeddedLayer<S>> embedded(const MatrixOf<S>& A, const Activation& phi) const override;
    /// Shrunk by the rounding of its scaling.
    Matrix finishedMatrix(const Parameters<double>& parameters) const override;
};

} // namespace kamke
