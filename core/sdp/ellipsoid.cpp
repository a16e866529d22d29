#include "core/sdp/ellipsoid.h"

#include "core/model/rounding.h"

#include <Eigen/QR>
#include <cmath>
#include <numbers>

namespace kamke {

Vector Ellipsoid::halfWidths(const Matrix& a) const {
    return radius * L.triangularView<Eigen::Lower>().solve(a).colwise().norm().transpose();
}

double Ellipsoid::gauge(const Vector& y) const {
    return (L.transpose() * (y - centre)).norm() / radius;
}

double Ellipsoid::reachAbove(const Vector& a, const Vector& far) const {
    // radius·‖v‖ + |a − Lv|ᵀ|y − centre| holds for any v, here the one with Lv = a but for rounding.
    const Vector v = L.triangularView<Eigen::Lower>().solve(a);
    const Vector rest =
        (a - L * v).cwiseAbs() + gammaBound(2 * a.size() + 8) * (L.cwiseAbs() * v.cwiseAbs() + a.cwiseAbs());
    return up((radius * v.norm() + rest.dot(far)) * (1 + gammaBound(4 * a.size() + 16)));
}

Box Ellipsoid::within(const Box& outputs) const {
    const Vector far = (outputs.upper - centre).cwiseMax(centre - outputs.lower);
    Box left = outputs;
    for (Index i = 0; i < centre.size(); ++i) {
        const double own = reachAbove(Vector::Unit(centre.size(), i), far);
        left.lower(i) = std::max(outputs.lower(i), down(centre(i) - own));
        left.upper(i) = std::min(outputs.upper(i), up(centre(i) + own));
    }
    return left;
}

Matrix Ellipsoid::projection(Index i, Index j, Index count) const {
    // y = centre + radius·L⁻ᵀx, |x| ≤ 1: the rows of L⁻ᵀ that belong to the plane are RᵀQᵀ of a QR
    // factorisation, so that a regular polygon under Rᵀ follows the border evenly, however thin the ellipse.
    Matrix axes = Matrix::Zero(centre.size(), 2);
    axes(i, 0) = axes(j, 1) = 1;
    axes = L.triangularView<Eigen::Lower>().solve(axes);
    const Matrix R = axes.householderQr().matrixQR().topRows<2>().triangularView<Eigen::Upper>();
    Matrix points(2, count);
    for (Index k = 0; k < count; ++k) {
        const double angle = 2 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(count);
        points.col(k) = radius * (R.transpose() * Eigen::Vector2d(std::cos(angle), std::sin(angle)));
    }
    points.row(0).array() += centre(i);
    points.row(1).array() += centre(j);
    return points;
}

double Ellipsoid::logDet() const {
    return (L.diagonal().array().abs() / radius).log().sum();
}

} // namespace kamke
