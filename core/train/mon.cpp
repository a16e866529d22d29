#include "core/train/mon.h"

#include "core/model/decompositions.h"
#include "core/model/rounding.h"
#include "core/train/peaceman_rachford_layer.h"

#include <cmath>

namespace kamke {

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

template class MonParametrisation<float>;
template class MonParametrisation<double>;

} // namespace kamke
