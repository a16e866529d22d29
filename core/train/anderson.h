// Anderson acceleration of a contracting map of many columns, each with mixing weights of its own.
#pragma once

#include "core/train/state_layer.h"

#include <array>

namespace kamke {

/// x ← N(x) mixed with the last `memory` steps (Anderson type II: the weights minimise ‖f − ΔF γ‖_2 of each
/// column, f = N(x) − x). A column whose residual grew takes a plain step, and after half of the iterations
/// all do, so that the end is that of the contraction. `map(x, next)` writes N(x). When done, x = N of the
/// last iterate, whose residual is what the limits are compared with. Returns the number of maps.
template<class S, class Map>
int solveAnderson(const Map& map, const IterationLimits& limits, MatrixOf<S>& x) {
    constexpr int memory = 4;
    using Small = Eigen::Matrix<S, memory, memory>;
    using SmallVector = Eigen::Matrix<S, memory, 1>;
    // Rounding leaves nothing of directions shorter than this against the longest.
    const S ridge = std::is_same_v<S, float> ? S(1e-6) : S(1e-13);
    std::array<MatrixOf<S>, memory> steps, changes; // ΔX + ΔF, ΔF
    MatrixOf<S> image, f, lastX, lastF;
    VectorOf<S> lastNorms;
    for (int k = 1;; ++k) {
        map(x, image);
        f = image - x;
        if (settled(image, x, limits) || k >= limits.maxIterations) {
            x.swap(image);
            return k;
        }
        const VectorOf<S> norms = f.colwise().squaredNorm();
        const int known = std::min(k - 1, memory);
        if (known > 0) {
            auto& step = steps[static_cast<std::size_t>((k - 2) % memory)];
            auto& change = changes[static_cast<std::size_t>((k - 2) % memory)];
            change = f - lastF;
            step = x - lastX + change;
        }
        lastX = x;
        lastF = f;
        x.swap(image);
        if (known > 0 && k <= limits.maxIterations / 2)
            for (Index column = 0; column < x.cols(); ++column) {
                if (!(norms(column) <= lastNorms(column)))
                    continue;
                Small gram = Small::Identity();
                SmallVector right = SmallVector::Zero();
                for (int i = 0; i < known; ++i) {
                    const auto di = changes[static_cast<std::size_t>(i)].col(column);
                    right(i) = di.dot(f.col(column));
                    for (int j = 0; j <= i; ++j)
                        gram(i, j) = gram(j, i) = di.dot(changes[static_cast<std::size_t>(j)].col(column));
                }
                const S longest = gram.diagonal().head(known).maxCoeff();
                if (!(longest > 0))
                    continue;
                gram.diagonal().array() += ridge * longest;
                const SmallVector weights = gram.ldlt().solve(right);
                if (!weights.allFinite())
                    continue;
                for (int i = 0; i < known; ++i)
                    x.col(column) -= weights(i) * steps[static_cast<std::size_t>(i)].col(column);
            }
        lastNorms = norms;
    }
}

} // namespace kamke
