// An ellipsoid of outputs: what it holds, and how it is drawn.
#pragma once

#include "core/model/box.h"

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
    /// The ellipse that its projection onto outputs (i, j) fills, i ≠ j, as count points of its border,
    /// 2×count: the image of a regular polygon, whose sides cut off 1 − cos(π/count) of it.
    Matrix projection(Index i, Index j, Index count) const;
    /// log det of Q with {‖Q(y − centre)‖ ≤ 1}, the size that the paper maximises: −log of the volume up to a
    /// constant.
    double logDet() const;
};

} // namespace kamke
