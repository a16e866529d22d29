#include "core/solve/piece_solver.h"

#include "core/model/decompositions.h"
#include "core/solve/scale.h"

#include <cassert>
#include <cmath>

namespace kamke {

std::size_t PieceSolver::Hash::operator()(const Pattern& p) const {
    std::size_t h = 0xcbf29ce484222325u;
    for (const int v : p)
        h = (h ^ static_cast<std::size_t>(v)) * 0x100000001b3u;
    return h;
}

Pattern PieceSolver::patternOf(const Vector& p) const {
    const Activation& phi = analysis_.network().activation;
    Pattern pattern(static_cast<std::size_t>(p.size()));
    for (Index i = 0; i < p.size(); ++i)
        pattern[static_cast<std::size_t>(i)] = phi.pieceAt(p(i));
    return pattern;
}

const PatternMap* PieceSolver::map(const Pattern& pattern) {
    if (const auto known = maps_.find(pattern); known != maps_.end())
        return known->second ? &*known->second : nullptr;
    const Network& net = analysis_.network();
    const Index n = net.n();
    assert(static_cast<Index>(pattern.size()) == n);
    // 64 MiB of maps at most; beyond that starting anew is cheaper than a cache policy.
    if (maps_.size() * static_cast<std::size_t>(n * n) > (std::size_t{64} << 20) / sizeof(double))
        maps_.clear();
    Vector slope(n), offset(n);
    for (Index i = 0; i < n; ++i) {
        const Activation::Piece& piece =
            net.activation.pieces()[static_cast<std::size_t>(pattern[static_cast<std::size_t>(i)])];
        slope(i) = piece.slope;
        offset(i) = piece.offset;
    }
    const LuFactors lu(Matrix::Identity(n, n) - slope.asDiagonal() * net.A);
    PatternMap result{lu.solve(Matrix(slope.asDiagonal())), lu.solve(offset)};
    const bool regular = result.F.allFinite() && result.g.allFinite();
    auto& slot = maps_[pattern];
    if (regular)
        slot = std::move(result);
    return slot ? &*slot : nullptr;
}

std::optional<PieceSolver::Solution> PieceSolver::solve(const Vector& w, const Pattern& guess) {
    const Network& net = analysis_.network();
    Pattern pattern = guess;
    Vector p;
    constexpr int maxSteps = 40;
    for (int k = 0; k < maxSteps; ++k) {
        const PatternMap* piece = map(pattern);
        if (!piece)
            return std::nullopt;
        Vector x = piece->g;
        x.noalias() += piece->F * w;
        p = w;
        p.noalias() += net.A * x;
        Pattern next = patternOf(p);
        // The residual decides, not the pattern: on the border of two pieces rounding may never settle it.
        for (Index i = 0; i < p.size(); ++i)
            p(i) = x(i) - net.activation(p(i));
        if (isSettled(p, x, analysis_.perUnit, 1e-11))
            return Solution{std::move(x), std::move(next)};
        if (next == pattern)
            return std::nullopt;
        pattern.swap(next);
    }
    return std::nullopt;
}

} // namespace kamke
