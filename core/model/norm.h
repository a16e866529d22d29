// The weighted norms of contraction theory, their induced matrix norms and matrix measures.
#pragma once

#include "core/model/types.h"

#include <string_view>

namespace kamke {

/// A norm on R^n with positive weights η:
///   one       Σ η_i |x_i|
///   two       (Σ η_i x_i²)^{1/2}
///   infinity  max_i |x_i|/η_i   (nemon, section 2: ‖·‖_{∞,[η]^{-1}})
struct Norm {
    enum class Kind { One, Two, Infinity };
    Kind kind = Kind::Infinity;
    Vector weights; ///< η, n entries > 0; empty: ones

    double operator()(const Vector& x) const;
    /// ‖A‖ induced by the norm; A is n×n.
    double ofMatrix(const Matrix& A) const;
    /// μ(A) = lim_{h→0+} (‖I + hA‖ − 1)/h.
    double measure(const Matrix& A) const;
    /// max of μ(DA) over the diagonal D with entries in [low, high], the slopes of an activation: how fast
    /// ẋ = −x + Φ(Ax + w) can diverge in this norm is that − 1. Exact: infinity in closed form, one and two
    /// at the corners, of which there are 2^n (n ≤ 12; NaN above).
    double slopedMeasure(const Matrix& A, double low, double high) const;
};

/// ‖x‖₁, ‖x‖₂, ‖x‖_∞ with "η" where there are weights: for legends.
std::string_view normName(Norm::Kind kind);

} // namespace kamke
