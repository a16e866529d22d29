// The parametrisation of MON (monDEQ): every W and Z give a matrix with μ_2(A) ≤ γ.
#include "core/model/decompositions.h"
#include "core/model/rounding.h"
#include "core/train/model_kinds.h"
#include "core/train/parametrisation.h"
#include "core/train/peaceman_rachford_layer.h"

#include <cmath>

namespace kamke {

namespace {

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

template<class S>
MatrixOf<S> MonParametrisation<S>::matrix(const Parameters<S>& parameters) const {
    const auto W = parameters.matrix(0), Z = parameters.matrix(1);
    MatrixOf<S> A = Z - Z.transpose();
    A.noalias() -= W.transpose() * W;
    A.diagonal().array() += static_cast<S>(this->settings().gamma);
    return A;
}

template<class S>
void MonParametrisation<S>::pullBack(const Parameters<S>& parameters, Parameters<S>& gradient) const {
    const MatrixOf<S> G = gradient.matrix(0);
    const MatrixOf<S> symmetric = G + G.transpose();
    gradient.matrix(0).noalias() = -parameters.matrix(0) * symmetric;
    gradient.matrix(1) += G - G.transpose();
}

template<class S>
double MonParametrisation<S>::measure(const Parameters<S>& parameters) const {
    const Matrix W = parameters.matrix(0).template cast<double>();
    const auto values = symmetricEigenvalues(W.transpose() * W);
    return values ? this->settings().gamma - std::max(0.0, (*values)(0)) : nan;
}

template<class S>
std::unique_ptr<StateLayer<S>>
MonParametrisation<S>::layer(const MatrixOf<S>& A, const Activation& phi) const {
    return std::make_unique<PeacemanRachfordLayer<S>>(A, phi, 1 - this->settings().gamma);
}

template<class S>
Matrix MonParametrisation<S>::finishedMatrix(const Parameters<double>& parameters) const {
    const auto W = parameters.matrix(0), Z = parameters.matrix(1);
    const Index n = W.rows();
    Matrix A = Z - Z.transpose();
    A.noalias() -= W.transpose() * W;
    A.diagonal().array() += this->settings().gamma;
    // The rounding of an entry is at most γ_{n+3} times the sum of its terms' magnitudes, and the symmetric
    // part of such errors has no eigenvalue above its largest row sum.
    const Matrix terms = W.cwiseAbs().transpose() * W.cwiseAbs() + (Z.cwiseAbs() + Z.transpose().cwiseAbs());
    const double largest =
        gammaBound(n + 4) * (terms.rowwise().sum().maxCoeff() + std::abs(this->settings().gamma));
    A.diagonal().array() -= 4 * largest;
    return A;
}

} // namespace

extern constinit const ModelKind monKind{
    .id = "mon",
    .name = "MON",
    .citation = "nemon 6.1; ibp-mondeq Prop. 2.1",
    .explanation = "A monotone operator network (monDEQ): I − A ⪰ mI, so that the state exists and an l_2 "
                   "Lipschitz bound holds; no l_inf certificate need apply.",
    .parametrisation = "A = γI − WᵀW + Z − Zᵀ",
    .condition = "mon",
    .gammaMeaning = "μ_2(A) ≤ γ = 1 − m",
    .defaultGamma = 0.95,
    .leastGamma = anyGamma,
    .weightsMeaning = "",
    .weightsCondition = "",
    .takesLipschitzWeight = false,
    .takesCertifiedEps = false,
    .takesLayers = false,
    .smoothRamp = false,
    .inFloat = makeKind<MonParametrisation, float>,
    .inDouble = makeKind<MonParametrisation, double>};

} // namespace kamke
