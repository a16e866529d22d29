// A feed-forward network as an implicit one: strictly block-triangular A.
#include "core/train/mixed_monotone_layer.h"
#include "core/train/model_kinds.h"
#include "core/train/parametrisation.h"
#include "core/train/picard_layer.h"

namespace kamke {

namespace {

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

/// Zeroes all entries of a model of `layers` layers that a feed-forward network has not.
template<class S>
void keepBlocks(Parameters<S>& parameters, int layers) {
    const Index n = parameters.shape.n, width = n / layers;
    MatrixOf<S> A = MatrixOf<S>::Zero(n, n);
    for (int l = 1; l < layers; ++l)
        A.block(l * width, (l - 1) * width, width, width) =
            parameters.matrix().block(l * width, (l - 1) * width, width, width);
    parameters.matrix() = A;
    parameters.B().bottomRows(n - width).setZero();
    parameters.C().leftCols(n - width).setZero();
}

template<class S>
void FeedForwardParametrisation<S>::initialise(Parameters<S>& parameters, Generator& random) const {
    const ParameterShape& shape = parameters.shape;
    fillUniform(parameters, 0, shape.offsetB(), width(), random);
    fillUniform(parameters, shape.offsetB(), shape.offsetC(), shape.r, random);
    fillUniform(parameters, shape.offsetC(), shape.offsetOfb(), width(), random);
    fillUniform(parameters, shape.offsetOfb(), shape.offsetOfb() + width(), shape.r, random);
    fillUniform(parameters, shape.offsetOfb() + width(), shape.size(), width(), random);
    keepBlocks(parameters, this->settings().layers);
}

template<class S>
void FeedForwardParametrisation<S>::pullBack(const Parameters<S>&, Parameters<S>& gradient) const {
    keepBlocks(gradient, this->settings().layers);
}

template<class S>
std::unique_ptr<StateLayer<S>>
FeedForwardParametrisation<S>::layer(const MatrixOf<S>& A, const Activation& phi) const {
    return std::make_unique<PicardLayer<S>>(A, phi);
}

template<class S>
std::unique_ptr<EmbeddedLayer<S>>
FeedForwardParametrisation<S>::embedded(const MatrixOf<S>& A, const Activation& phi) const {
    return std::make_unique<MixedMonotoneLayer<S>>(A, phi);
}

template<class S>
std::optional<Vector>
FeedForwardParametrisation<S>::finishedEta(const Parameters<double>&, const Matrix& A) const {
    Vector eta = Vector::Ones(A.rows());
    for (Index from = width(); from < A.rows(); from += width()) {
        const double norm = A.middleRows(from, width()).cwiseAbs().rowwise().sum().maxCoeff();
        eta.segment(from, width()).setConstant(std::max(2 * norm, 1e-3) * eta(from - 1));
    }
    return eta;
}

} // namespace

extern constinit const ModelKind feedForwardKind{
    .id = "feed-forward",
    .name = "feed-forward",
    .citation = "mixed-monotone-contractive Remark 2(iv)",
    .explanation = "An ordinary network of layers, the baseline of the papers, written as a block-triangular "
                   "implicit one: every certificate applies, with weights η that grow from layer to layer.",
    .parametrisation = "A strictly block-triangular",
    .condition = "nemon",
    .gammaMeaning = "",
    .defaultGamma = 0,
    .leastGamma = anyGamma,
    .weightsMeaning = "",
    .weightsCondition = "",
    .takesLipschitzWeight = false,
    .takesCertifiedEps = true,
    .takesLayers = true,
    .smoothRamp = false,
    .inFloat = makeKind<FeedForwardParametrisation, float>,
    .inDouble = makeKind<FeedForwardParametrisation, double>};

} // namespace kamke
