#include "core/train/picard_layer.h"

#include "core/train/plain_iteration.h"

namespace kamke {

template<class S>
int PicardLayer<S>::solveStates(
    const MatrixOf<S>& w, const IterationLimits& limits, MatrixOf<S>& x, MatrixOf<S>& s) const {
    const auto map = [&](const MatrixOf<S>& from, MatrixOf<S>& next) {
        s = w;
        s.noalias() += A_ * from;
        next = s;
        applyActivation(activation_, next);
    };
    return solvePlainly<S>(map, limits, x);
}

template<class S>
MatrixOf<S> PicardLayer<S>::solveAdjoint(
    const MatrixOf<S>& v, const MatrixOf<S>& gains, const IterationLimits& limits) const {
    MatrixOf<S> w = gains.cwiseProduct(v);
    solvePlainly<S>(adjointMap(A_, v, gains), limits, w);
    return w;
}

template class PicardLayer<float>;
template class PicardLayer<double>;

} // namespace kamke
