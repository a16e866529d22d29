// The optimiser of Kingma and Ba, "Adam: a method for stochastic optimization" (2015), Algorithm 1.
#pragma once

#include "core/train/parameters.h"

#include <cmath>
#include <cstdint>

namespace kamke {

/// Moments of every parameter; β1 = 0.9, β2 = 0.999, ε = 1e-8.
template<class S>
struct Adam {
    VectorOf<S> first, second;
    std::int64_t steps = 0; ///< finished updates

    explicit Adam(Index size)
        : first(VectorOf<S>::Zero(size))
        , second(VectorOf<S>::Zero(size)) {}

    /// Update number steps + 1 of the entries [from, from + count); threads take ranges of their own, and
    /// `steps` is raised once by the caller.
    void update(VectorOf<S>& values, const VectorOf<S>& gradient, double rate, Index from, Index count) {
        const auto t = static_cast<double>(steps + 1);
        const auto scale = static_cast<S>(rate / (1 - std::pow(0.9, t)));
        const auto correction = static_cast<S>(1 / (1 - std::pow(0.999, t)));
        auto m = first.segment(from, count).array();
        auto v = second.segment(from, count).array();
        const auto g = gradient.segment(from, count).array();
        m = S(0.9) * m + S(0.1) * g;
        v = S(0.999) * v + S(0.001) * g.square();
        values.segment(from, count).array() -= scale * m / ((v * correction).sqrt() + S(1e-8));
    }
};

} // namespace kamke
