#include "train/layer.h"

namespace kamke {

template<class S>
Layer<S>::Layer(const MatrixOf<S>& A, const Activation& phi, bool withAbsolute)
    : activation(phi)
    , off(A)
    , diagonal(A.diagonal())
    , selfGain((1 - A.diagonal().array()).inverse()) {
    off.diagonal().setZero();
    if (withAbsolute)
        absOff = off.cwiseAbs();
}

template<class S>
void Layer<S>::solveUnits(MatrixOf<S>& s) const {
    if (activation.kind() == Activation::Kind::Relu) {
        s = s.cwiseMax(S(0)).array().colwise() * selfGain.array();
        return;
    }
    for (Index k = 0; k < s.cols(); ++k)
        for (Index i = 0; i < s.rows(); ++i)
            s(i, k) = static_cast<S>(activation.solveSelfLoop(diagonal(i), s(i, k)));
}

template<class S>
MatrixOf<S> Layer<S>::unitGains(const MatrixOf<S>& s) const {
    if (activation.kind() == Activation::Kind::Relu)
        return (s.array() > S(0)).template cast<S>().colwise() * selfGain.array();
    MatrixOf<S> gains(s.rows(), s.cols());
    for (Index k = 0; k < s.cols(); ++k)
        for (Index i = 0; i < s.rows(); ++i) {
            const double x = activation.solveSelfLoop(diagonal(i), s(i, k));
            const double slope = activation.derivative(diagonal(i) * x + s(i, k));
            gains(i, k) = static_cast<S>(slope / (1 - slope * diagonal(i)));
        }
    return gains;
}

namespace {

template<class S>
bool settled(const MatrixOf<S>& next, const MatrixOf<S>& last, const IterationLimits& limits) {
    const S step = (next - last).cwiseAbs().maxCoeff();
    const S size = next.cwiseAbs().maxCoeff();
    return !(step > static_cast<S>(limits.tolerance) * (1 + size)); // NaN ends the loop too
}

} // namespace

template<class S>
int solveStates(
    const Layer<S>& layer, const MatrixOf<S>& w, const IterationLimits& limits, MatrixOf<S>& x,
    MatrixOf<S>& s) {
    MatrixOf<S> next;
    for (int k = 1;; ++k) {
        s = w;
        s.noalias() += layer.off * x;
        next = s;
        layer.solveUnits(next);
        const bool done = settled(next, x, limits);
        x.swap(next);
        if (done || k >= limits.maxIterations)
            return k;
    }
}

template<class S>
MatrixOf<S> solveAdjoint(
    const Layer<S>& layer, const MatrixOf<S>& v, const MatrixOf<S>& gains, const IterationLimits& limits) {
    MatrixOf<S> w = gains.cwiseProduct(v), next;
    for (int k = 1; k <= limits.maxIterations; ++k) {
        next = v;
        next.noalias() += layer.off.transpose() * w;
        next.array() *= gains.array();
        // Derivatives have no scale of their own, so the step is compared with their size alone.
        const S step = (next - w).cwiseAbs().maxCoeff();
        const S size = next.cwiseAbs().maxCoeff();
        w.swap(next);
        if (!(step > static_cast<S>(limits.tolerance) * size))
            break;
    }
    return w;
}

template struct Layer<float>;
template struct Layer<double>;
template int solveStates(
    const Layer<float>&, const MatrixOf<float>&, const IterationLimits&, MatrixOf<float>&, MatrixOf<float>&);
template int solveStates(
    const Layer<double>&, const MatrixOf<double>&, const IterationLimits&, MatrixOf<double>&,
    MatrixOf<double>&);
template MatrixOf<float>
solveAdjoint(const Layer<float>&, const MatrixOf<float>&, const MatrixOf<float>&, const IterationLimits&);
template MatrixOf<double>
solveAdjoint(const Layer<double>&, const MatrixOf<double>&, const MatrixOf<double>&, const IterationLimits&);

} // namespace kamke
