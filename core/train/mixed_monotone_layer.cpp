#include "core/train/mixed_monotone_layer.h"

namespace kamke {

namespace {

template<class S>
S largestStep(const Pair<S>& next, const Pair<S>& last) {
    return std::max(
        (next.lower - last.lower).cwiseAbs().maxCoeff(), (next.upper - last.upper).cwiseAbs().maxCoeff());
}

template<class S>
S largestEntry(const Pair<S>& x) {
    return std::max(x.lower.cwiseAbs().maxCoeff(), x.upper.cwiseAbs().maxCoeff());
}

} // namespace

template<class S>
int MixedMonotoneLayer<S>::solve(
    const MatrixOf<S>& centre, const MatrixOf<S>& radius, const IterationLimits& limits, Pair<S>& x,
    Pair<S>& s) const {
    Pair<S> next;
    MatrixOf<S> middle, half, sc, sr;
    for (int k = 1;; ++k) {
        middle = (x.lower + x.upper) * S(0.5);
        half = (x.upper - x.lower) * S(0.5);
        sc = centre;
        sc.noalias() += layer_.offDiagonal() * middle;
        sr = radius;
        sr.noalias() += absOff_ * half;
        s.lower = sc - sr;
        s.upper = sc + sr;
        next.lower = s.lower;
        next.upper = s.upper;
        layer_.solveUnits(next.lower);
        layer_.solveUnits(next.upper);
        const S step = largestStep(next, x), size = largestEntry(next);
        std::swap(x, next);
        if (!(step > static_cast<S>(limits.tolerance) * size) || k >= limits.maxIterations)
            return k;
    }
}

template<class S>
Pair<S> MixedMonotoneLayer<S>::solveAdjoint(
    const Pair<S>& v, const Pair<S>& gains, const IterationLimits& limits) const {
    Pair<S> w{gains.lower.cwiseProduct(v.lower), gains.upper.cwiseProduct(v.upper)}, next;
    MatrixOf<S> sum, difference, ofCentre, ofRadius;
    for (int k = 1; k <= limits.maxIterations; ++k) {
        // With c = (x̲ + x̄)/2 and r = (x̄ − x̲)/2, p̲ = p_c − p_r and p̄ = p_c + p_r.
        sum = (w.upper + w.lower) * S(0.5);
        difference = (w.upper - w.lower) * S(0.5);
        ofCentre.noalias() = layer_.offDiagonal().transpose() * sum;
        ofRadius.noalias() = absOff_.transpose() * difference;
        next.lower = gains.lower.cwiseProduct(v.lower + ofCentre - ofRadius);
        next.upper = gains.upper.cwiseProduct(v.upper + ofCentre + ofRadius);
        const S step = largestStep(next, w), size = largestEntry(next);
        std::swap(w, next);
        if (!(step > static_cast<S>(limits.tolerance) * size))
            break;
    }
    return w;
}

template class MixedMonotoneLayer<float>;
template class MixedMonotoneLayer<double>;

} // namespace kamke
