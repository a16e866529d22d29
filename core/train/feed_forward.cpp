#include "core/train/feed_forward.h"

#include "core/train/mixed_monotone_layer.h"
#include "core/train/picard_layer.h"

namespace kamke {

namespace {

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

} // namespace

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

template class FeedForwardParametrisation<float>;
template class FeedForwardParametrisation<double>;

} // namespace kamke
