// The parametrisation of NEMON: every T gives a matrix whose weighted measure is at most γ.
#include "core/model/rounding.h"
#include "core/train/diagonal_implicit_layer.h"
#include "core/train/mixed_monotone_layer.h"
#include "core/train/model_kinds.h"
#include "core/train/parametrisation.h"

#include <cmath>

namespace kamke {

namespace {

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

template<class S>
VectorOf<S> NemonParametrisation<S>::eta(const Parameters<S>& parameters) const {
    return parameters.shape.weights ? VectorOf<S>(parameters.weights().array().exp())
                                    : VectorOf<S>::Ones(parameters.shape.n);
}

template<class S>
MatrixOf<S> NemonParametrisation<S>::matrix(const Parameters<S>& parameters) const {
    const auto T = parameters.matrix();
    const auto gamma = static_cast<S>(this->settings().gamma);
    MatrixOf<S> A = T;
    if (parameters.shape.weights) {
        const VectorOf<S> weights = eta(parameters);
        A = weights.asDiagonal() * T * weights.cwiseInverse().asDiagonal();
    }
    // Off the diagonal first: T_ii − |T_ii| is exactly zero for T_ii ≥ 0.
    for (Index i = 0; i < A.rows(); ++i) {
        const S others = T.row(i).cwiseAbs().sum() - std::abs(T(i, i));
        A(i, i) = std::min<S>(2 * T(i, i), 0) - others + gamma;
    }
    return A;
}

template<class S>
void NemonParametrisation<S>::pullBack(const Parameters<S>& parameters, Parameters<S>& gradient) const {
    const auto T = parameters.matrix();
    auto G = gradient.matrix();
    const VectorOf<S> diagonal = G.diagonal();
    if (parameters.shape.weights) {
        const VectorOf<S> weights = eta(parameters);
        // ∂ℓ/∂([η]T[η]⁻¹)_ij times that entry: what a change of log η_i adds and of log η_j takes away.
        G = (weights.asDiagonal() * G * weights.cwiseInverse().asDiagonal()).eval();
        const MatrixOf<S> product = G.cwiseProduct(T);
        gradient.weights() += product.rowwise().sum() - product.colwise().sum().transpose();
    }
    G -= diagonal.asDiagonal() * T.cwiseSign();
}

template<class S>
double NemonParametrisation<S>::measure(const Parameters<S>& parameters) const {
    const auto diagonal = static_cast<double>(parameters.matrix().diagonal().maxCoeff());
    return this->settings().gamma + 2 * std::min(diagonal, 0.0);
}

template<class S>
void NemonParametrisation<S>::addMeasureGradient(
    const Parameters<S>& parameters, S scale, Parameters<S>& gradient) const {
    Index unit = 0;
    if (parameters.matrix().diagonal().maxCoeff(&unit) < 0)
        gradient.matrix()(unit, unit) += 2 * scale;
}

template<class S>
std::unique_ptr<StateLayer<S>>
NemonParametrisation<S>::layer(const MatrixOf<S>& A, const Activation& phi) const {
    return std::make_unique<DiagonalImplicitLayer<S>>(A, phi);
}

template<class S>
std::unique_ptr<EmbeddedLayer<S>>
NemonParametrisation<S>::embedded(const MatrixOf<S>& A, const Activation& phi) const {
    return std::make_unique<MixedMonotoneLayer<S>>(A, phi);
}

template<class S>
std::optional<Vector>
NemonParametrisation<S>::finishedEta(const Parameters<double>& parameters, const Matrix&) const {
    return parameters.shape.weights ? Vector(parameters.weights().array().exp())
                                    : Vector::Ones(parameters.shape.n);
}

template<class S>
Matrix NemonParametrisation<S>::finishedMatrix(const Parameters<double>& parameters) const {
    const auto T = parameters.matrix();
    const double gamma = this->settings().gamma;
    const Index n = T.rows();
    const Vector eta = *finishedEta(parameters, {});
    Matrix A = eta.asDiagonal() * T * eta.cwiseInverse().asDiagonal();
    for (Index i = 0; i < n; ++i) {
        double others = 0;
        for (Index j = 0; j < n; ++j)
            if (j != i)
                others += std::abs(A(i, j)) * eta(j) / eta(i);
        const double largest = gammaBound(4 * n + 8) * (others + std::abs(gamma) + 2 * std::abs(T(i, i)));
        A(i, i) = std::min(2 * T(i, i), 0.0) - others + gamma - 2 * largest;
    }
    return A;
}

} // namespace

extern constinit const ModelKind nemonKind{
    .id = "nemon",
    .name = "NEMON",
    .citation = "nemon (17)",
    .explanation =
        "The measure μ_η(A) is at most γ < 1 whatever T is: the network stays well-posed, and every "
        "weighted l_inf certificate applies.",
    .parametrisation = "A = [η]T[η]⁻¹ − diag(|T|1) + γI",
    .condition = "nemon",
    .gammaMeaning = "μ_η(A) ≤ γ",
    .defaultGamma = 0,
    .leastGamma = anyGamma,
    .weightsMeaning = "η",
    .weightsCondition = "nemon",
    .takesLipschitzWeight = true,
    .takesCertifiedEps = true,
    .takesLayers = false,
    .smoothRamp = false,
    .inFloat = makeKind<NemonParametrisation, float>,
    .inDouble = makeKind<NemonParametrisation, double>};

} // namespace kamke
