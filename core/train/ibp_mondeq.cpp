// The parametrisation of IBP-MonDEQ: every M gives a matrix whose interval bounds have a fixed point.
#include "core/model/decompositions.h"
#include "core/model/rounding.h"
#include "core/train/anderson_layer.h"
#include "core/train/interval_layer.h"
#include "core/train/model_kinds.h"
#include "core/train/parametrisation.h"

#include <cmath>

namespace kamke {

namespace {

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

/// Diagonals of D^(-1/2) and Γ.
template<class S>
struct Scaling {
    VectorOf<S> rootInverse, weights;

    Scaling(const Parameters<S>& parameters, double gamma) {
        const auto M = parameters.matrix();
        // A unit without any weight has no row to scale.
        const VectorOf<S> sums = (M.cwiseAbs().rowwise().sum() + M.cwiseAbs().colwise().sum().transpose())
                                     .cwiseMax(std::numeric_limits<S>::min());
        rootInverse = (sums / static_cast<S>(2 * gamma)).cwiseSqrt().cwiseInverse();
        if (parameters.shape.weights)
            weights = (2 * sigmoid(parameters).array() + 1) / 3;
        else
            weights = VectorOf<S>::Ones(M.rows());
    }

    static VectorOf<S> sigmoid(const Parameters<S>& parameters) {
        return (1 + (-parameters.weights().array()).exp()).inverse();
    }

    VectorOf<S> rows() const { return weights.cwiseProduct(rootInverse); }
    VectorOf<S> columns() const { return rootInverse.cwiseQuotient(weights); }
};

template<class S>
MatrixOf<S> IbpMondeqParametrisation<S>::matrix(const Parameters<S>& parameters) const {
    const Scaling<S> scaling(parameters, this->settings().gamma);
    return scaling.rows().asDiagonal() * parameters.matrix() * scaling.columns().asDiagonal();
}

template<class S>
void IbpMondeqParametrisation<S>::pullBack(const Parameters<S>& parameters, Parameters<S>& gradient) const {
    const auto M = parameters.matrix();
    auto G = gradient.matrix();
    const Scaling<S> scaling(parameters, this->settings().gamma);
    const VectorOf<S> rows = scaling.rows(), columns = scaling.columns();
    G = (rows.asDiagonal() * G * columns.asDiagonal()).eval(); // ∂ℓ/∂M with D and Γ held
    const MatrixOf<S> product = G.cwiseProduct(M);             // G_ij a_ij
    const VectorOf<S> ofRows = product.rowwise().sum(), ofColumns = product.colwise().sum().transpose();
    if (parameters.shape.weights) {
        // a_ij ~ Γ_i/Γ_j.
        const VectorOf<S> s = Scaling<S>::sigmoid(parameters);
        const VectorOf<S> slope = s.array() * (1 - s.array()) * S(2) / S(3);
        gradient.weights() += (ofRows - ofColumns).cwiseQuotient(scaling.weights).cwiseProduct(slope);
    }
    // a_ij ~ (D_i D_j)^(-1/2), and ∂D_i/∂|m_ij| = ∂D_j/∂|m_ij| = 1/(2γ): −½ (…)_i/D_i each.
    const VectorOf<S> inverse = scaling.rootInverse.array().square();
    const VectorOf<S> ofD =
        (ofRows + ofColumns).cwiseProduct(inverse) * static_cast<S>(-0.5 / (2 * this->settings().gamma));
    const MatrixOf<S> signs = M.cwiseSign();
    G += ofD.asDiagonal() * signs + signs * ofD.asDiagonal();
}

template<class S>
double IbpMondeqParametrisation<S>::measure(const Parameters<S>& parameters) const {
    const Scaling<S> scaling(parameters, this->settings().gamma);
    const Matrix G =
        (scaling.rootInverse.asDiagonal() * parameters.matrix().cwiseAbs() * scaling.rootInverse.asDiagonal())
            .template cast<double>();
    return largestEigenvalue((G + G.transpose()) / 2);
}

template<class S>
std::unique_ptr<StateLayer<S>>
IbpMondeqParametrisation<S>::layer(const MatrixOf<S>& A, const Activation& phi) const {
    return std::make_unique<AndersonLayer<S>>(A, phi);
}

template<class S>
std::unique_ptr<EmbeddedLayer<S>>
IbpMondeqParametrisation<S>::embedded(const MatrixOf<S>& A, const Activation& phi) const {
    return std::make_unique<IntervalLayer<S>>(A, phi);
}

template<class S>
Matrix IbpMondeqParametrisation<S>::finishedMatrix(const Parameters<double>& parameters) const {
    const Scaling<double> scaling(parameters, this->settings().gamma);
    // Sums, roots and products of each entry are off by less than γ_{n+12}, relatively.
    const double shrink = 1 - 4 * gammaBound(parameters.shape.n + 12);
    return shrink * (scaling.rows().asDiagonal() * parameters.matrix() * scaling.columns().asDiagonal());
}

} // namespace

extern constinit const ModelKind ibpMondeqKind{
    .id = "ibp-mondeq",
    .name = "IBP-MonDEQ",
    .citation = "ibp-mondeq Thm 3.1, 3.3",
    .explanation = "I − |A| ⪰ mI, or Λ − Λ|A| ≻ 0 with learnt weights: interval bounds have a fixed point, "
                   "and training can make them small.",
    .parametrisation = "A = ΓD^(−1/2) M D^(−1/2)Γ⁻¹, D = diag((|M|1 + |M|ᵀ1)/(2γ))",
    .condition = "ibp-mondeq",
    .gammaMeaning = "λ_max of (|A| + |A|ᵀ)/2 ≤ γ = 1 − m",
    .defaultGamma = 0.9,
    .leastGamma = 0,
    .weightsMeaning = "Γ",
    .weightsCondition = "ibp-mondeq-lben",
    .takesLipschitzWeight = false,
    .takesCertifiedEps = true,
    .takesLayers = false,
    .smoothRamp = true,
    .inFloat = makeKind<IbpMondeqParametrisation, float>,
    .inDouble = makeKind<IbpMondeqParametrisation, double>};

} // namespace kamke
