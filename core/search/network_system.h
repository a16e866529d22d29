// The relu system of a relu or leaky relu network.
#pragma once

#include "core/sdp/relu_system.h"

#include <optional>
#include <string>

namespace kamke {

/// The states of a leaky network by the units of its system: |x − (units·z + inputs·d + offset)| ≤ error.
struct NetworkStates {
    double slope;  ///< α
    Matrix units;  ///< n×n
    Matrix inputs; ///< n×r
    Vector offset, error;
    Box box; ///< n: of x, proved

    /// w = Bu + b from own∘(Ud + u₀) of the system, as computed.
    Vector networkInput(const Network& network, const Vector& w) const { return w - slope * (network.A * w); }
};

/// The system of raw inputs u_c + radii∘d, ‖d‖ ≤ 1, as reluSystem(), and how x depends on it where x is not
/// z.
///
/// Leaky ReLU with slope α is x = (1 − α)z + αp, z = relu(p), p = Ax + w, hence (I − αA)p = (1 − α)Az + w:
/// with W̃ = (1 − α)(I − αA)⁻¹A a system of the same kind. The inverse may be any X near it, since p = X(I −
/// αA)p + (I − X(I − αA))p holds for every one, and |p| is bounded by the bounds of x: what X leaves is in
/// the error. If Λ − ΛA ≻ 0, so is Λ − ΛW̃: I − W̃ = ((1 − α)(I − A)⁻¹ + αI)⁻¹, and inverses and sums of
/// matrices that are monotone in the norm of Λ are so, too. x(u) is unique and continuous, so z and p are.
struct NetworkSystem {
    ReluSystem system;
    std::optional<NetworkStates> states; ///< of leaky relu
};
NetworkSystem
networkSystem(const NetworkAnalysis& analysis, const CentreState& centre, const Vector& radii, BallNorm norm);

/// Why relational bounds and the search do not apply to the network, in one sentence; nothing when they do.
std::optional<std::string> whyNotRelational(const NetworkAnalysis& analysis);

} // namespace kamke
