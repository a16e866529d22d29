#include "core/sdp/output_ellipsoid.h"

#include "core/model/decompositions.h"
#include "core/model/rounding.h"
#include "core/sdp/checked_bound.h"
#include "core/sdp/profile_pass.h"

#include <cmath>
#include <numbers>

namespace kamke {

namespace {

// ‖Lᵀ(Cz + c − centre)‖² = ‖f0‖² + ξᵀz + ‖Ez‖², as computed.
struct Gauge {
    Functional functional;
    Vector f0;
};
Gauge gaugeOf(const ReluSystem& s, const Matrix& C, const Vector& c, const Ellipsoid& e) {
    return {squaredGauge(e, C, c, s.r()), e.L.transpose() * (c - e.centre)};
}

// Proves a radius for {‖Lᵀ(Cz + c − centre)‖ ≤ radius} from multipliers; infinite when none follows.
double provedRadius(
    const ReluSystem& s, const Matrix& C, const Vector& c, const Ellipsoid& e, const Gauge& gauge,
    const SystemMultipliers& m) {
    const Index q = C.rows();
    const auto& [f, f0] = gauge;
    const double bound = checkedBound(s, f, m);
    if (!std::isfinite(bound))
        return bound;
    // What f0, E and ξ are wrong by.
    const double gamma = gammaBound(s.n() + 2 * q + 16);
    const Vector z = s.states.upper.cwiseMax(-s.states.lower);
    const Matrix absL = e.L.cwiseAbs().transpose();
    const Vector wrong = gamma * (absL * (C.cwiseAbs() * z + c.cwiseAbs() + e.centre.cwiseAbs()));
    const double linear = 2 * gamma * (f.E.cwiseAbs().transpose() * f0.cwiseAbs()).dot(z);
    const double squared = std::max(0.0, up(bound + up(f0.squaredNorm() * (1 + gamma) + linear)));
    return up(up(std::sqrt(squared) * (1 + 0x1p-50)) + up(wrong.norm() * (1 + gamma)));
}

// (1 − τ)M + τA with the τ in [0, 1) of largest determinant.
Matrix mixedMoments(const Matrix& M, const Matrix& A) {
    // Eigenvalues of A beside M: those of L^{-1} A L^{-ᵀ} with LLᵀ = M.
    const auto inverse = inverseCholeskyFactor(M);
    const auto ratio =
        inverse ? symmetricEigenvalues(*inverse * (0.5 * (A + A.transpose())) * inverse->transpose())
                : std::nullopt;
    if (!ratio)
        return M;
    const auto slope = [&](double tau) {
        double sum = 0;
        for (const double each : *ratio)
            sum += (each - 1) / std::max(1 + tau * (each - 1), 1e-12);
        return sum;
    };
    // log det is concave in τ: halve where its slope changes sign.
    double low = 0, high = 0.95;
    for (int i = 0; i < 40; ++i) {
        const double middle = (low + high) / 2;
        (slope(middle) > 0 ? low : high) = middle;
    }
    return (1 - low) * M + low * 0.5 * (A + A.transpose());
}

// Moments of (1, C(z − z₀)) of the linearisation at the centre, d spread over the ball.
Matrix linearisedOutputs(const ReluSystem& s, const Matrix& C) {
    const Index n = s.n(), q = C.rows();
    const Vector active = (s.centre.array() > 0).cast<double>();
    const Matrix CJU = C * LuFactors(Matrix::Identity(n, n) - active.asDiagonal() * s.W)
                               .solve(Matrix(active.asDiagonal() * s.U));
    Matrix moments = Matrix::Identity(q + 1, q + 1);
    moments.bottomRightCorner(q, q) = CJU * CJU.transpose();
    const double spread = moments.bottomRightCorner(q, q).trace() / static_cast<double>(q);
    // Outputs that the linearisation takes for constant have the size that their states may have.
    const double size = (C.cwiseAbs() * s.states.upper.cwiseMax(0)).squaredNorm();
    moments.bottomRightCorner(q, q).diagonal().array() += 1e-2 * spread + 1e-12 * (size > 0 ? size : 1);
    return moments;
}

// P with (1, C(z − z₀)) = P(1, z).
Matrix lifted(const Matrix& C, const Vector& middle) {
    Matrix P = Matrix::Zero(C.rows() + 1, C.cols() + 1);
    P(0, 0) = 1;
    P.col(0).tail(C.rows()) = -middle;
    P.bottomRightCorner(C.rows(), C.cols()) = C;
    return P;
}

} // namespace

Functional squaredGauge(const Ellipsoid& e, const Matrix& C, const Vector& c, Index r) {
    Functional f{Vector(), Vector::Zero(r), e.L.transpose() * C};
    f.xi = 2 * (f.E.transpose() * (e.L.transpose() * (c - e.centre)));
    return f;
}

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

EllipsoidBound boundOutputs(
    const ReluSystem& s, const Matrix& C, const Vector& c, const Vector& lambda,
    const EllipsoidOptions& options) {
    constexpr int patience = 4; // passes without gain near the optimum
    const Index q = C.rows();
    const Vector middle = C * s.centre, none = Vector::Zero(s.r());
    const Matrix P = lifted(C, middle);
    EllipsoidBound result;
    Vector l = Vector::Ones(s.r());
    Matrix moments = linearisedOutputs(s, C);
    int idle = 0;
    while (result.passes < options.maxPasses && !options.limits.reached() && idle < patience) {
        const Eigen::LLT<Matrix> factor(moments);
        if (factor.info() != Eigen::Success)
            break;
        // ȳᵀFȳ = F₀₀ + 2fᵀ(y − ȳ₀) + (y − ȳ₀)ᵀS(y − ȳ₀) as ‖Lᵀ(y − centre)‖² + constant.
        const Matrix F = factor.solve(Matrix::Identity(q + 1, q + 1));
        const Eigen::LLT<Matrix> shape(0.5 * (F + F.transpose()).bottomRightCorner(q, q));
        if (shape.info() != Eigen::Success)
            break;
        Ellipsoid e;
        e.L = shape.matrixL();
        e.centre = c + middle - shape.solve(Vector(F.col(0).tail(q)));
        InteriorOptions inner;
        inner.gap = options.gap;
        inner.limits = options.limits;
        const Gauge gauge = gaugeOf(s, C, c, e);
        inner.offset = gauge.f0.squaredNorm();
        const auto solved = solveProfile(s, gauge.functional, lambda, l, inner);
        if (!solved)
            break;
        ++result.passes;
        result.iterations += solved->iterations;
        result.end = solved->end;
        e.radius = provedRadius(s, C, c, e, gauge, solved->multipliers);
        const double gained = result.ellipsoid ? e.logDet() - result.ellipsoid->logDet() : 1;
        if (std::isfinite(e.radius) && e.radius > 0 && !(gained <= 0)) {
            result.ellipsoid = e;
            result.multipliers = solved->multipliers;
        }
        if (options.progress && result.ellipsoid)
            options.progress(result.passes, *result.ellipsoid);
        // At the optimum radius² = q + 1; far from it a pass without gain says nothing.
        const double excess = e.radius * e.radius / static_cast<double>(q + 1);
        if (excess < 1 + options.gap)
            break;
        idle = gained < options.leastGain && excess < 2 ? idle + 1 : 0;
        // Towards the moments that attain the bound, as far as their determinant grows (Frank and Wolfe,
        // D-optimal design), and the profile with them.
        moments = mixedMoments(moments, P * solved->moments * P.transpose());
        if (s.norm == BallNorm::Linf)
            l = improvedProfile(s, none, solved->multipliers, solved->moments);
        if (!l.allFinite() || !moments.allFinite())
            break;
    }
    return result;
}

} // namespace kamke
