#include "core/sdp/ellipsoid.h"

#include "core/model/rounding.h"

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
    // Support points: y = centre + radius·L⁻ᵀL⁻¹a/‖L⁻¹a‖ in the direction a of the plane.
    Matrix points(2, count);
    for (Index k = 0; k < count; ++k) {
        const double angle = 2 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(count);
        Vector a = Vector::Zero(centre.size());
        a(i) = std::cos(angle);
        a(j) += std::sin(angle);
        Vector x = L.triangularView<Eigen::Lower>().solve(a);
        x *= radius / x.norm();
        const Vector y = L.transpose().triangularView<Eigen::Upper>().solve(x);
        points(0, k) = centre(i) + y(i);
        points(1, k) = centre(j) + y(j);
    }
    return points;
}

double Ellipsoid::logDet() const {
    return (L.diagonal().array().abs() / radius).log().sum();
}

} // namespace kamke
