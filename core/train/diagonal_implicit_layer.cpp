#include "core/train/diagonal_implicit_layer.h"

#include "core/train/plain_iteration.h"

namespace kamke {

template<class S>
DiagonalImplicitLayer<S>::DiagonalImplicitLayer(const MatrixOf<S>& A, const Activation& phi)
    : activation_(phi)
    , off_(A)
    , diagonal_(A.diagonal())
    , selfGain_((1 - A.diagonal().array()).inverse()) {
    off_.diagonal().setZero();
}

template<class S>
void DiagonalImplicitLayer<S>::solveUnits(MatrixOf<S>& s) const {
    if (activation_.kind() == Activation::Kind::Relu) {
        s = s.cwiseMax(S(0)).array().colwise() * selfGain_.array();
        return;
    }
    for (Index k = 0; k < s.cols(); ++k)
        for (Index i = 0; i < s.rows(); ++i)
            s(i, k) = static_cast<S>(activation_.solveSelfLoop(diagonal_(i), s(i, k)));
}

template<class S>
MatrixOf<S> DiagonalImplicitLayer<S>::gains(const MatrixOf<S>& s) const {
    if (activation_.kind() == Activation::Kind::Relu)
        return (s.array() > S(0)).template cast<S>().colwise() * selfGain_.array();
    MatrixOf<S> gains(s.rows(), s.cols());
    for (Index k = 0; k < s.cols(); ++k)
        for (Index i = 0; i < s.rows(); ++i) {
            const double x = activation_.solveSelfLoop(diagonal_(i), s(i, k));
            const double slope = activation_.derivative(diagonal_(i) * x + s(i, k));
            gains(i, k) = static_cast<S>(slope / (1 - slope * diagonal_(i)));
        }
    return gains;
}

template<class S>
int DiagonalImplicitLayer<S>::solveStates(
    const MatrixOf<S>& w, const IterationLimits& limits, MatrixOf<S>& x, MatrixOf<S>& s) const {
    const auto map = [&](const MatrixOf<S>& from, MatrixOf<S>& next) {
        s = w;
        s.noalias() += off_ * from;
        next = s;
        solveUnits(next);
    };
    return solvePlainly<S>(map, limits, x);
}

template<class S>
MatrixOf<S> DiagonalImplicitLayer<S>::solveAdjoint(
    const MatrixOf<S>& v, const MatrixOf<S>& gains, const IterationLimits& limits) const {
    MatrixOf<S> w = gains.cwiseProduct(v);
    solvePlainly<S>(adjointMap(off_, v, gains), limits, w);
    return w;
}

template class DiagonalImplicitLayer<float>;
template class DiagonalImplicitLayer<double>;

} // namespace kamke
