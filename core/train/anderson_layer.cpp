#include "core/train/anderson_layer.h"

#include "core/train/anderson.h"
#include "core/train/plain_iteration.h"

namespace kamke {

template<class S>
int AndersonLayer<S>::solveStates(
    const MatrixOf<S>& w, const IterationLimits& limits, MatrixOf<S>& x, MatrixOf<S>& s) const {
    const auto map = [&](const MatrixOf<S>& from, MatrixOf<S>& next) {
        s = w;
        s.noalias() += A_ * from;
        next = s;
        applyActivation(activation_, next);
    };
    return solveAnderson<S>(map, limits, x);
}

template<class S>
MatrixOf<S> AndersonLayer<S>::solveAdjoint(
    const MatrixOf<S>& v, const MatrixOf<S>& gains, const IterationLimits& limits) const {
    MatrixOf<S> w = gains.cwiseProduct(v);
    solveAnderson<S>(adjointMap(A_, v, gains), limits, w);
    return w;
}

template class AndersonLayer<float>;
template class AndersonLayer<double>;

} // namespace kamke
