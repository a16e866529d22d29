// Networks given layer by layer, and their one implicit network.
#pragma once

#include "core/model/network.h"

#include <variant>

namespace kamke {

/// v ↦ Wv + b.
struct AffineLayer {
    Matrix W; ///< outputs×inputs
    Vector b; ///< outputs
};
/// v ↦ max(v, 0), entrywise.
struct ReluLayer {};
/// v ↦ scale ∘ (v − mean)/√(variance + eps) + shift, entrywise: a batch normalisation as it is used after
/// training.
struct BatchNormLayer {
    Vector scale, shift, mean, variance; ///< as many as v has entries; variance + eps > 0
    double eps = 1e-5;
};
/// v ↦ (v − mean)/std, entrywise.
struct NormalisationLayer {
    Vector mean, std; ///< as many as v has entries, std ≠ 0
};
/// v ↦ the x with x = Φ(Ax + Bv + b).
struct ImplicitLayer {
    Matrix A; ///< n×n
    Matrix B; ///< n×(entries of v)
    Vector b; ///< n
    Activation activation;
};

using Layer = std::variant<AffineLayer, ReluLayer, BatchNormLayer, NormalisationLayer, ImplicitLayer>;

/// Layers one behind the other; the first takes the raw inputs.
struct LayerStack {
    Index inputs = 0; ///< r
    std::vector<Layer> layers;
};

/// How normalisation layers in front of all others are treated.
enum class LeadingNormalisation {
    Keep, ///< they become the network's InputSpec (where std > 0), so that u is what the stack's authors mean
    Fold, ///< they go into B and b (and D, c), and u is the raw input
};

/// The implicit network of the same outputs. Every ReLU or implicit layer is a block of the state: x_k =
/// Φ(A_kk x_k + A_kj x_j + b_k), where block j is the one before; A_kk = 0 for ReLU, so that a feed-forward
/// network has a strictly block-lower-triangular A. Affine layers, batch normalisations and normalisations
/// between two blocks are folded into A_kj (B for the first block) and b_k, those behind the last into C and
/// c (D, when there is no block at all; then the state is one unit that stays Φ(0)). Entries outside these
/// blocks are exactly zero. ε is in raw units either way. The error is one sentence that names the layer,
/// counted from 1: shapes that do not fit, variance + eps ≤ 0, activations that differ between the layers.
Result<Network> toNetwork(const LayerStack& stack, LeadingNormalisation leading = LeadingNormalisation::Keep);

} // namespace kamke
