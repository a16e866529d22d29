// Fixed points of piecewise-linear networks, piece by piece.
#pragma once

#include "core/model/analysis.h"

#include <optional>
#include <unordered_map>
#include <vector>

namespace kamke {

/// Which linear piece of φ each unit is on (Activation::pieceAt), n entries.
using Pattern = std::vector<int>;

/// x = F w + g on one pattern: x = S(Ax + w) + o with the pieces' slopes S and offsets o, F = (I − SA)^{-1}S,
/// g = (I − SA)^{-1}o.
struct PatternMap {
    Matrix F; ///< n×n
    Vector g; ///< n
};

/// Newton's method on the pieces of φ: solve on the present pattern, read off the pattern of the solution,
/// repeat until it stays. It ends in finitely many steps or gives up. Factorisations are kept, since
/// neighbouring inputs share patterns.
class PieceSolver {
public:
    /// φ must be piecewise linear.
    explicit PieceSolver(const NetworkAnalysis& analysis)
        : analysis_(analysis) {}

    struct Solution {
        Vector x;
        Pattern pattern;
    };
    /// The x with x = Φ(Ax + w), from a pattern that is likely near; nothing when Newton cycles or a piece is
    /// singular. A solution is accepted only when its own residual is ≤ 1e-11 relative.
    std::optional<Solution> solve(const Vector& w, const Pattern& guess);
    /// The map of a pattern, or null when I − SA is singular. The reference holds until the next call.
    const PatternMap* map(const Pattern& pattern);
    /// The pattern of pre-activations p.
    Pattern patternOf(const Vector& p) const;

private:
    struct Hash {
        std::size_t operator()(const Pattern& p) const;
    };
    const NetworkAnalysis& analysis_;
    std::unordered_map<Pattern, std::optional<PatternMap>, Hash> maps_;
};

} // namespace kamke
