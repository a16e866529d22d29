#include "core/train/implicit_deep_learning.h"

#include "core/model/rounding.h"
#include "core/train/mixed_monotone_layer.h"
#include "core/train/picard_layer.h"

#include <functional>

namespace kamke {

template<class S>
void projectOnL1Ball(Eigen::Ref<VectorOf<S>> v, S radius) {
    if (!(v.cwiseAbs().sum() > radius))
        return;
    VectorOf<S> sizes = v.cwiseAbs();
    std::sort(sizes.begin(), sizes.end(), std::greater<>());
    S sum = 0, threshold = 0;
    for (Index k = 0; k < sizes.size(); ++k) {
        sum += sizes(k);
        const S shrink = (sum - radius) / static_cast<S>(k + 1);
        if (shrink >= sizes(k))
            break;
        threshold = shrink;
    }
    v = v.cwiseSign().cwiseProduct((v.cwiseAbs().array() - threshold).max(S(0)).matrix());
}

template<class S>
void ImplicitDeepLearningParametrisation<S>::initialise(Parameters<S>& parameters, Generator& random) const {
    Parametrisation<S>::initialise(parameters, random);
    project(parameters);
}

template<class S>
void ImplicitDeepLearningParametrisation<S>::project(Parameters<S>& parameters) const {
    auto A = parameters.matrix();
    for (Index i = 0; i < A.rows(); ++i) {
        VectorOf<S> row = A.row(i).transpose();
        projectOnL1Ball<S>(row, static_cast<S>(this->settings().gamma));
        A.row(i) = row.transpose();
    }
}

template<class S>
double ImplicitDeepLearningParametrisation<S>::measure(const Parameters<S>& parameters) const {
    return static_cast<double>(parameters.matrix().cwiseAbs().rowwise().sum().maxCoeff());
}

template<class S>
void ImplicitDeepLearningParametrisation<S>::addMeasureGradient(
    const Parameters<S>& parameters, S scale, Parameters<S>& gradient) const {
    Index unit = 0;
    parameters.matrix().cwiseAbs().rowwise().sum().maxCoeff(&unit);
    gradient.matrix().row(unit) += scale * parameters.matrix().row(unit).cwiseSign();
}

template<class S>
std::unique_ptr<StateLayer<S>>
ImplicitDeepLearningParametrisation<S>::layer(const MatrixOf<S>& A, const Activation& phi) const {
    return std::make_unique<PicardLayer<S>>(A, phi);
}

template<class S>
std::unique_ptr<EmbeddedLayer<S>>
ImplicitDeepLearningParametrisation<S>::embedded(const MatrixOf<S>& A, const Activation& phi) const {
    return std::make_unique<MixedMonotoneLayer<S>>(A, phi);
}

template<class S>
Matrix ImplicitDeepLearningParametrisation<S>::finishedMatrix(const Parameters<double>& parameters) const {
    Matrix A = parameters.matrix();
    const Index n = A.rows();
    const double radius = this->settings().gamma * (1 - 4 * gammaBound(n + 2));
    for (Index i = 0; i < n; ++i) {
        Vector row = A.row(i).transpose();
        projectOnL1Ball<double>(row, radius);
        A.row(i) = row.transpose();
    }
    return A;
}

template void projectOnL1Ball(Eigen::Ref<VectorOf<float>>, float);
template void projectOnL1Ball(Eigen::Ref<VectorOf<double>>, double);
template class ImplicitDeepLearningParametrisation<float>;
template class ImplicitDeepLearningParametrisation<double>;

} // namespace kamke
