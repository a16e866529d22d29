// The parametrisation of NEMON: every T gives a matrix whose weighted measure is at most γ.
#pragma once

#include "core/train/parametrisation.h"

namespace kamke {

/// A = [η]T[η]⁻¹ − diag(|T|1) + γI, so that μ_η(A) ≤ γ in the norm max |x_i|/η_i (nemon (17) with weights;
/// mixed-monotone-contractive 5.2 with its [η] the right way round). The weights are log η. States by the
/// diagonal-implicit step, boxes by the mixed-monotone embedding.
template<class S>
class NemonParametrisation : public Parametrisation<S> {
public:
    using Parametrisation<S>::Parametrisation;

    MatrixOf<S> matrix(const Parameters<S>& parameters) const override;
    /// Where T_ij = 0 the subgradient 0 of |T_ij| is taken.
    void pullBack(const Parameters<S>& parameters, Parameters<S>& gradient) const override;
    /// μ_η(A) = γ + 2 max_i min(T_ii, 0), exactly: a positive T_ii cancels out of A.
    double measure(const Parameters<S>& parameters) const override;
    void addMeasureGradient(const Parameters<S>& parameters, S scale, Parameters<S>& gradient) const override;
    VectorOf<S> eta(const Parameters<S>& parameters) const override;
    std::unique_ptr<StateLayer<S>> layer(const MatrixOf<S>& A, const Activation& phi) const override;
    std::unique_ptr<EmbeddedLayer<S>> embedded(const MatrixOf<S>& A, const Activation& phi) const override;
    /// With its diagonal lowered by the rounding bound of its row.
    Matrix finishedMatrix(const Parameters<double>& parameters) const override;
    std::optional<Vector> finishedEta(const Parameters<double>& parameters, const Matrix& A) const override;
};

} // namespace kamke
