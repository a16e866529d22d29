// The parametrisation of implicit deep learning: A itself, its rows kept in an l_1 ball.
#pragma once

#include "core/train/parametrisation.h"

namespace kamke {

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

/// The nearest point of {v : ‖v‖_1 ≤ radius} in the l_2 norm: entries shrunk by the one threshold that leaves
/// them with that sum (Duchi, Shalev-Shwartz, Singer, Chandra 2008, Figure 1).
template<class S>
void projectOnL1Ball(Eigen::Ref<VectorOf<S>> v, S radius);

} // namespace kamke
