#include "core/train/ibp_mondeq.h"

#include "core/model/decompositions.h"
#include "core/model/rounding.h"
#include "core/train/anderson_layer.h"
#include "core/train/interval_layer.h"

#include <cmath>

namespace kamke {

namespace {

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

} // namespace

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

template class IbpMondeqParametrisation<float>;
template class IbpMondeqParametrisation<double>;

} // namespace kamke
