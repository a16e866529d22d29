// What the gradient attacks share: points with their logits, and exact gradients through the fixed point.
#pragma once

#include "core/attack/attack.h"

namespace kamke {

/// Attacked inputs with their states, as columns.
struct Points {
    Matrix w, x;   ///< n×k: Bu + b and the state
    Matrix logits; ///< q×k
    Vector margin; ///< k: y_label − max_{j≠label} y_j; NaN where no fixed point was found
};

/// y_label − max_{j≠label} y_j.
double marginOf(const Vector& logits, int label);

/// States from the columns of `start` (n×k): those of a point nearby are a good one.
Points evaluate(
    const Certifier& certifier, const Matrix& raw, std::span<const int> labels, const Matrix& start,
    const Limits& limits);

/// Gradient of Σ_i weights(i, k) y_i at every point with respect to the raw input, r×k: Bᵀw + Dᵀv, w = Φ'(Cᵀv
/// + Aᵀw) (nemon (20); with Gᵀ for G, see the misprint).
Matrix
inputGradient(const Certifier& certifier, const Points& points, const Matrix& weights, const Limits& limits);

/// Gradients of the losses that an attack increases with respect to the logits, q×k: cross-entropy (softmax −
/// e_label) or minus the margin (e_strongest − e_label).
Matrix lossWeights(AttackLoss loss, const Matrix& logits, std::span<const int> labels);

/// The ε-boxes of the samples rounded inward, so that whatever lies inside is within ε beyond doubt; with
/// options.clip intersected with the input domain. In l_2 the balls instead, `euclidean` their radii: what
/// projected() returns is within ε beyond doubt.
InputColumns attackedInputs(
    const Network& network, const Matrix& raw, std::span<const int> labels, double eps,
    const AttackOptions& options);

/// The point of the box or ball of sample columns[j] that is nearest to v.col(j), r×k.
Matrix projected(const AttackBlock& block, const Matrix& v, const std::vector<Index>& columns);
/// The same, column by column of the block.
Matrix projected(const AttackBlock& block, const Matrix& v);
/// The step d with ‖d‖ ≤ 1 in the norm of the block that raises gᵀd most, per column of `gradient`: sign(g),
/// or g/‖g‖_2; 0 for 0.
Matrix steepest(const AttackBlock& block, const Matrix& gradient);

/// Replaces the columns of `best` whose margin is not below that of the candidate.
void keepBetter(Matrix& best, Vector& bestMargin, const Matrix& candidate, const Vector& margin);

} // namespace kamke
