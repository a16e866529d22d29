// The plain iteration of a contracting map of many columns.
#pragma once

#include "core/train/state_layer.h"

namespace kamke {

/// x ← N(x), `map(x, next)` writing N(x), until the last step is small against the largest entry. Returns the
/// number of maps.
template<class S, class Map>
int solvePlainly(const Map& map, const IterationLimits& limits, MatrixOf<S>& x) {
    MatrixOf<S> next;
    for (int k = 1;; ++k) {
        map(x, next);
        const bool done = settled(next, x, limits);
        x.swap(next);
        if (done || k >= limits.maxIterations)
            return k;
    }
}

/// N(w) = g ⊙ (v + Aᵀw), the map whose fixed point is the adjoint (nemon (20), with its G transposed).
template<class S>
auto adjointMap(const MatrixOf<S>& A, const MatrixOf<S>& v, const MatrixOf<S>& gains) {
    return [&](const MatrixOf<S>& from, MatrixOf<S>& next) {
        next = v;
        next.noalias() += A.transpose() * from;
        next.array() *= gains.array();
    };
}

} // namespace kamke
