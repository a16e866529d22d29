#include "bound.h"

namespace kamke::check {

bool Bounds::isEmpty() const {
    for (std::size_t i = 0; i < lower.size(); ++i)
        if (lower[i] > upper[i])
            return true;
    return false;
}

Functional outputDifference(const Weights& w, std::size_t j, std::size_t label) {
    Functional f{Intervals(w.n), Intervals(w.r), Interval(w.c[j]) - Interval(w.c[label])};
    for (std::size_t i = 0; i < w.n; ++i)
        f.state.set(i, Interval(w.C[j * w.n + i]) - Interval(w.C[label * w.n + i]));
    for (std::size_t p = 0; p < w.r; ++p)
        f.input.set(p, Interval(w.D[j * w.r + p]) - Interval(w.D[label * w.r + p]));
    return f;
}

Functional preActivation(const Weights& w, std::size_t i, double sign) {
    return {Intervals(w.n), Intervals(w.r), Interval(0), i, sign};
}

double above(
    const Weights& weights, const InputSet& inputs, const Functional& f, const Bounds& a, const Numbers& mu) {
    const std::size_t n = weights.n;
    Intervals G = f.state, q = f.input;
    Interval constant = f.constant;
    for (std::size_t i = 0; i < n; ++i) {
        if (mu[i] == 0)
            continue;
        constant += Interval(mu[i]) * Interval(weights.b[i]);
        G.addMultiple(mu[i], &weights.A[i * n]);
        q.addMultiple(mu[i], &weights.B[i * weights.r]);
    }
    if (!G.areFinite() || !q.areFinite() || !constant.isFinite())
        return infinite;
    double sum = constant.upper + inputs.above(q);
    for (std::size_t j = 0; j < n; ++j) {
        Interval g = -(weights.own(j) * Interval(mu[j]));
        if (f.sign != 0 && f.unit == j)
            g += Interval(f.sign);
        const double l = a.lower[j], h = a.upper[j];
        if (!g.isFinite() || !std::isfinite(l) || !std::isfinite(h))
            return infinite;
        const Interval weight = G[j];
        const auto at = [&](double v) {
            const double linear = productAbove(g, Interval(v));
            return v > 0 ? productAbove(weight, Interval(v)) + linear : linear;
        };
        double largest = std::max(at(l), at(h));
        if (l < 0 && h > 0)
            largest = std::max(largest, 0.0);
        sum += largest;
    }
    return sum == sum ? sum : infinite;
}

} // namespace kamke::check
