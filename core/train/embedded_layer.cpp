#include "train/embedded_layer.h"

#include <algorithm>

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
int solveEmbedded(
    const Layer<S>& layer, const MatrixOf<S>& centre, const MatrixOf<S>& radius,
    const IterationLimits& limits, Pair<S>& x, Pair<S>& s) {
    Pair<S> next;
    MatrixOf<S> middle, half, sc, sr;
    for (int k = 1;; ++k) {
        middle = (x.lower + x.upper) * S(0.5);
        half = (x.upper - x.lower) * S(0.5);
        sc = centre;
        sc.noalias() += layer.off * middle;
        sr = radius;
        sr.noalias() += layer.absOff * half;
        s.lower = sc - sr;
        s.upper = sc + sr;
        next.lower = s.lower;
        next.upper = s.upper;
        layer.solveUnits(next.lower);
        layer.solveUnits(next.upper);
        const S step = largestStep(next, x), size = largestEntry(next);
        std::swap(x, next);
        if (!(step > static_cast<S>(limits.tolerance) * (1 + size)) || k >= limits.maxIterations)
            return k;
    }
}

template<class S>
Pair<S> solveEmbeddedAdjoint(
    const Layer<S>& layer, const Pair<S>& v, const Pair<S>& gains, const IterationLimits& limits) {
    Pair<S> w{gains.lower.cwiseProduct(v.lower), gains.upper.cwiseProduct(v.upper)}, next;
    MatrixOf<S> sum, difference, ofCentre, ofRadius;
    for (int k = 1; k <= limits.maxIterations; ++k) {
        // With c = (x̲ + x̄)/2 and r = (x̄ − x̲)/2, p̲ = p_c − p_r and p̄ = p_c + p_r.
        sum = (w.upper + w.lower) * S(0.5);
        difference = (w.upper - w.lower) * S(0.5);
        ofCentre.noalias() = layer.off.transpose() * sum;
        ofRadius.noalias() = layer.absOff.transpose() * difference;
        next.lower = gains.lower.cwiseProduct(v.lower + ofCentre - ofRadius);
        next.upper = gains.upper.cwiseProduct(v.upper + ofCentre + ofRadius);
        const S step = largestStep(next, w), size = largestEntry(next);
        std::swap(w, next);
        if (!(step > static_cast<S>(limits.tolerance) * size))
            break;
    }
    return w;
}

template int solveEmbedded(
    const Layer<float>&, const MatrixOf<float>&, const MatrixOf<float>&, const IterationLimits&, Pair<float>&,
    Pair<float>&);
template int solveEmbedded(
    const Layer<double>&, const MatrixOf<double>&, const MatrixOf<double>&, const IterationLimits&,
    Pair<double>&, Pair<double>&);
template Pair<float>
solveEmbeddedAdjoint(const Layer<float>&, const Pair<float>&, const Pair<float>&, const IterationLimits&);
template Pair<double>
solveEmbeddedAdjoint(const Layer<double>&, const Pair<double>&, const Pair<double>&, const IterationLimits&);

} // namespace kamke
