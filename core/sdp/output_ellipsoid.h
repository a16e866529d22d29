// The Ellipsoid Model: a small ellipsoid that holds the outputs of all inputs.
#pragma once

#include "core/sdp/functional_bound.h"

#include <optional>

namespace kamke {

/// {y : ‖Lᵀ(y − centre)‖_2 ≤ radius}, q outputs, L lower triangular.
struct Ellipsoid {
    Matrix L;      ///< q×q
    Vector centre; ///< q
    double radius = 0;

    /// Half the width in every direction of the columns of a: radius·‖L⁻¹a‖, as computed.
    Vector halfWidths(const Matrix& a) const;
    /// ‖Lᵀ(y − centre)‖/radius: at most 1 inside.
    double gauge(const Vector& y) const;
    /// max |aᵀ(y − centre)| over those of its points with |y − centre| ≤ far, rounded up: proved.
    double reachAbove(const Vector& a, const Vector& far) const;
    /// The box of outputs cut to the ellipsoid's extent along each axis, rounded outward. Holds every y that
    /// both hold.
    Box within(const Box& outputs) const;
    /// The ellipse that its projection onto outputs (i, j) fills, as count points of its border, 2×count.
    Matrix projection(Index i, Index j, Index count) const;
    /// log det of Q with {‖Q(y − centre)‖ ≤ 1}, the size that the paper maximises: −log of the volume up to a
    /// constant.
    double logDet() const;
};

struct EllipsoidOptions {
    double gap = 0.1;        ///< relative, of the semidefinite program of one pass (default: 0.1)
    double leastGain = 0.05; ///< of log det: two passes in a row with less end it (default: 0.05)
    int maxPasses = 25;      ///< (default: 25)
    Limits limits;
    std::function<void(int pass, const Ellipsoid& best)> progress; ///< after every pass
};

struct EllipsoidBound {
    /// Proved in floating point to hold y = Cz + c for every input; nothing when none was found.
    std::optional<Ellipsoid> ellipsoid;
    /// n: that prove its radius, of squaredGauge().
    SystemMultipliers multipliers;
    int passes = 0, iterations = 0;
    InteriorEnd end = InteriorEnd::Stalled;
};

/// ‖Lᵀ(Cz + c − centre)‖² but for its value at z = 0, of r inputs: ξᵀz + ‖Ez‖².
Functional squaredGauge(const Ellipsoid& ellipsoid, const Matrix& C, const Vector& c, Index r);

/// The outputs y = Cz + c (D = 0). The least ellipsoid of the order-1 relaxation semialgebraic-mondeq
/// (EllipMON-SOS-d) is the dual of the D-optimal moments: max log det M over moments M of (1, y − y₀) of the
/// relaxation, F = M⁻¹. Every pass bounds ȳᵀFȳ by one semidefinite program, which proves an ellipsoid
/// (checkedBound of that very ellipsoid), and moves M towards the moments that attain the bound. `lambda` as
/// in boundFunctional(). Stopped early, it has the best so far.
EllipsoidBound boundOutputs(
    const ReluSystem& system, const Matrix& C, const Vector& c, const Vector& lambda,
    const EllipsoidOptions& options = {});

} // namespace kamke
