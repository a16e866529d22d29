#include "core/train/peaceman_rachford_layer.h"

#include <cmath>

namespace kamke {

namespace {

/// ‖M‖_2 from below, by a few steps of the power method: for choosing a step, not for proving anything.
template<class S>
S spectralNormEstimate(const MatrixOf<S>& M) {
    VectorOf<S> v = VectorOf<S>::Ones(M.cols());
    S norm = 0;
    for (int k = 0; k < 8; ++k) {
        v.normalize();
        const VectorOf<S> image = M * v;
        norm = image.norm();
        v.noalias() = M.transpose() * image;
    }
    return norm;
}

} // namespace

template<class S>
PeacemanRachfordLayer<S>::PeacemanRachfordLayer(const MatrixOf<S>& A, const Activation& phi, double m)
    : activation_(phi)
    , A_(A) {
    const Index n = A.rows();
    const MatrixOf<S> F = MatrixOf<S>::Identity(n, n) - A;
    if (phi.kind() == Activation::Kind::Relu) {
        // 1/√(mL) is best for the worst direction; measured on trained networks, half of the iterations are
        // saved by weighing the mean direction as much.
        const S monotone = (static_cast<S>(m) + F.diagonal().mean()) / 2;
        alpha_ = 1 / std::sqrt(monotone * spectralNormEstimate(F));
    }
    resolvent_ = (MatrixOf<S>::Identity(n, n) + alpha_ * F).partialPivLu().inverse();
}

template<class S>
int PeacemanRachfordLayer<S>::solveStates(
    const MatrixOf<S>& w, const IterationLimits& limits, MatrixOf<S>& x, MatrixOf<S>& s) const {
    MatrixOf<S> z = x, reflected, y(w.rows(), w.cols());
    const MatrixOf<S> scaled = alpha_ * w;
    int k = 1;
    for (;; ++k) {
        x = z;
        applyActivation(activation_, x);
        reflected = 2 * x - z;
        y.noalias() = resolvent_ * (reflected + scaled);
        if (settled(y, x, limits) || k >= limits.maxIterations)
            break;
        z = 2 * y - reflected;
    }
    s = w;
    s.noalias() += A_ * x;
    return k;
}

template<class S>
MatrixOf<S> PeacemanRachfordLayer<S>::solveAdjoint(
    const MatrixOf<S>& v, const MatrixOf<S>& gains, const IterationLimits& limits) const {
    MatrixOf<S> z = gains.cwiseProduct(v), w, reflected, y(v.rows(), v.cols());
    const MatrixOf<S> scaled = alpha_ * v;
    for (int k = 1; k <= limits.maxIterations; ++k) {
        w = gains.cwiseProduct(z);
        reflected = 2 * w - z;
        y.noalias() = resolvent_.transpose() * (reflected + scaled);
        if (settled(y, w, limits))
            break;
        z = 2 * y - reflected;
    }
    return w;
}

template class PeacemanRachfordLayer<float>;
template class PeacemanRachfordLayer<double>;

} // namespace kamke
