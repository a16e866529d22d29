// The parametrisation of implicit deep learning: A itself, its rows kept in an l_1 ball.
#include "core/model/rounding.h"
#include "core/train/l1_ball.h"
#include "core/train/mixed_monotone_layer.h"
#include "core/train/model_kinds.h"
#include "core/train/parametrisation.h"
#include "core/train/picard_layer.h"

namespace kamke {

namespace {

/// ‖A‖_∞ ≤ κ = γ by projection of the rows on the l_1 ball after every step (nemon 6.1). States by Picard
/// iteration, boxes by the mixed-monotone embedding, which exists since μ_∞(A) ≤ ‖A‖_∞.
template<class S>
class ImplicitDeepLearningParametrisation : public Parametrisation<S> {
public:
    using Parametrisation<S>::Parametrisation;

    void initialise(Parameters<S>& parameters, Generator& random) const override;
    MatrixOf<S> matrix(const Parameters<S>& parameters) const override { return parameters.matrix(); }
    void pullBack(const Parameters<S>&, Parameters<S>&) const override {}
    void project(Parameters<S>& parameters) const override;
    /// ‖A‖_∞.
    double measure(const Parameters<S>& parameters) const override;
    void addMeasureGradient(const Parameters<S>& parameters, S scale, Parameters<S>& gradient) const override;
    std::unique_ptr<StateLayer<S>> layer(const MatrixOf<S>& A, const Activation& phi) const override;
    std::unique_ptr<EmbeddedLayer<S>> embedded(const MatrixOf<S>& A, const Activation& phi) const override;
    /// Its rows projected once more in double, on a ball smaller by the rounding of their sums.
    Matrix finishedMatrix(const Parameters<double>& parameters) const override;
};

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

} // namespace

extern constinit const ModelKind implicitDeepLearningKind{
    .id = "implicit-deep-learning",
    .name = "implicit deep learning",
    .citation = "nemon 6.1",
    .explanation = "The rows of A stay in an l_1 ball: Picard iteration contracts, and both interval bounds "
                   "and mixed-monotone boxes exist.",
    .parametrisation = "A projected on ‖A‖_∞ ≤ γ",
    .condition = "implicit-deep-learning-convex",
    .gammaMeaning = "‖A‖_∞ ≤ γ",
    .defaultGamma = 0.95,
    .leastGamma = 0,
    .weightsMeaning = "",
    .weightsCondition = "",
    .takesLipschitzWeight = true,
    .takesCertifiedEps = true,
    .takesLayers = false,
    .smoothRamp = false,
    .inFloat = makeKind<ImplicitDeepLearningParametrisation, float>,
    .inDouble = makeKind<ImplicitDeepLearningParametrisation, double>};

} // namespace kamke
