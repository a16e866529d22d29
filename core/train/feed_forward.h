// A feed-forward network as an implicit one: strictly block-triangular A.
#pragma once

#include "core/train/parametrisation.h"

namespace kamke {

/// x = (x_1, …, x_L) with x_1 = Φ(B_1 u + b_1), x_l = Φ(A_l x_{l−1} + b_l), y = C_L x_L + c: A has the A_l
/// below its diagonal blocks, B acts on the first layer, C reads the last (mixed-monotone-contractive Remark
/// 2(iv); ibp-mondeq Prop. 3.7). Parameters outside of those blocks are and stay zero. States by Picard
/// iteration, which ends after L steps; boxes by the mixed-monotone embedding, which is layer-wise interval
/// arithmetic here, since the diagonal is zero.
template<class S>
class FeedForwardParametrisation : public Parametrisation<S> {
public:
    using Parametrisation<S>::Parametrisation;

    void initialise(Parameters<S>& parameters, Generator& random) const override;
    MatrixOf<S> matrix(const Parameters<S>& parameters) const override { return parameters.matrix(); }
    void pullBack(const Parameters<S>& parameters, Parameters<S>& gradient) const override;
    /// The spectral abscissa of |A|ᴹ, the least μ_η(A): zero.
    double measure(const Parameters<S>&) const override { return 0; }
    std::unique_ptr<StateLayer<S>> layer(const MatrixOf<S>& A, const Activation& phi) const override;
    std::unique_ptr<EmbeddedLayer<S>> embedded(const MatrixOf<S>& A, const Activation& phi) const override;
    Matrix finishedMatrix(const Parameters<double>& parameters) const override { return parameters.matrix(); }
    /// η_1 = 1 and η_l = 2‖A_l‖_∞ η_{l−1}, constant on each layer: μ_η(A) ≤ 1/2.
    std::optional<Vector> finishedEta(const Parameters<double>& parameters, const Matrix& A) const override;

private:
    Index width() const { return this->settings().n / this->settings().layers; }
};

} // namespace kamke
