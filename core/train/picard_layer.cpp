#include "train/picard_layer.h"

namespace kamke {

template<class S>
int PicardLayer<S>::solveStates(
    const MatrixOf<S>& w, const IterationLimits& limits, MatrixOf<S>& x, MatrixOf<S>& s) const {
    MatrixOf<S> next;
    for (int k = 1;; ++k) {
        s = w;
        s.noalias() += A_ * x;
        next = s;
        applyActivation(activation_, next);
        const bool done = settled(next, x, limits);
        x.swap(next);
        if (done || k >= limits.maxIterations)
            return k;
    }
}

template<class S>
MatrixOf<S> PicardLayer<S>::solveAdjoint(
    const MatrixOf<S>& v, const MatrixOf<S>& gains, const IterationLimits& limits) const {
    MatrixOf<S> w = gains.cwiseProduct(v), next;
    for (int k = 1; k <= limits.maxIterations; ++k) {
        next = v;
        next.noalias() += A_.transpose() * w;
        next.array() *= gains.array();
        const bool done = settledAdjoint(next, w, limits);
        w.swap(next);
        if (done)
            break;
    }
    return w;
}

template class PicardLayer<float>;
template class PicardLayer<double>;

} // namespace kamke
