#include "core/train/interval_layer.h"

#include "core/train/anderson.h"

namespace kamke {

namespace {

template<class S>
MatrixOf<S> stacked(const MatrixOf<S>& lower, const MatrixOf<S>& upper) {
    MatrixOf<S> both(lower.rows() + upper.rows(), lower.cols());
    both << lower, upper;
    return both;
}

} // namespace

template<class S>
int IntervalLayer<S>::solve(
    const MatrixOf<S>& centre, const MatrixOf<S>& radius, const IterationLimits& limits, Pair<S>& x,
    Pair<S>& s) const {
    const Index n = A_.rows();
    MatrixOf<S> pc, pr, middle, half;
    const auto map = [&](const MatrixOf<S>& from, MatrixOf<S>& next) {
        middle = (from.topRows(n) + from.bottomRows(n)) * S(0.5);
        half = (from.bottomRows(n) - from.topRows(n)) * S(0.5);
        pc = centre;
        pc.noalias() += A_ * middle;
        pr = radius;
        pr.noalias() += absA_ * half;
        s.lower = pc - pr;
        s.upper = pc + pr;
        next = stacked(s.lower, s.upper);
        applyActivation(activation_, next);
    };
    MatrixOf<S> both = stacked(x.lower, x.upper);
    const int iterations = solveAnderson<S>(map, limits, both);
    x.lower = both.topRows(n);
    x.upper = both.bottomRows(n);
    return iterations;
}

template<class S>
Pair<S>
IntervalLayer<S>::solveAdjoint(const Pair<S>& v, const Pair<S>& gains, const IterationLimits& limits) const {
    const Index n = A_.rows();
    const MatrixOf<S> gain = stacked(gains.lower, gains.upper), source = stacked(v.lower, v.upper);
    MatrixOf<S> sum, difference, ofCentre, ofRadius;
    const auto map = [&](const MatrixOf<S>& from, MatrixOf<S>& next) {
        // With c = (x̲ + x̄)/2 and r = (x̄ − x̲)/2, p̲ = p_c − p_r and p̄ = p_c + p_r.
        sum = (from.bottomRows(n) + from.topRows(n)) * S(0.5);
        difference = (from.bottomRows(n) - from.topRows(n)) * S(0.5);
        ofCentre.noalias() = A_.transpose() * sum;
        ofRadius.noalias() = absA_.transpose() * difference;
        next = source;
        next.topRows(n) += ofCentre - ofRadius;
        next.bottomRows(n) += ofCentre + ofRadius;
        next.array() *= gain.array();
    };
    MatrixOf<S> w = gain.cwiseProduct(source);
    solveAnderson<S>(map, limits, w);
    return {w.topRows(n), w.bottomRows(n)};
}

template class IntervalLayer<float>;
template class IntervalLayer<double>;

} // namespace kamke
