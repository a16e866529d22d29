#include "sdp/output_ellipsoid.h"

#include "model/rounding.h"
#include "sdp/checked_bound.h"
#include "sdp/input_profile.h"

#include <Eigen/Eigenvalues>

#include <cmath>
#include <numbers>

namespace kamke {

namespace {

// Proves a radius for {‖Lᵀ(Cz + c − centre)‖ ≤ radius} from multipliers; infinite when none follows.
double provedRadius(
    const ReluSystem& s, const Matrix& C, const Vector& c, const Ellipsoid& e, const SystemMultipliers& m) {
    const Index q = C.rows();
    const Vector offset = c - e.centre, f0 = e.L.transpose() * offset;
    Functional f{Vector::Zero(s.n()), Vector::Zero(s.r()), e.L.transpose() * C};
    f.xi = 2 * (f.E.transpose() * f0);
    const double bound = checkedBound(s, f, m);
    if (!std::isfinite(bound))
        return bound;
    // ‖f0 + Ez‖² = ‖f0‖² + ξᵀz + ‖Ez‖², but for the rounding of f0, E and ξ.
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
    const Eigen::GeneralizedSelfAdjointEigenSolver<Matrix> pair(
        0.5 * (A + A.transpose()), M, Eigen::EigenvaluesOnly);
    const auto& ratio = pair.eigenvalues();
    const auto slope = [&](double tau) {
        double sum = 0;
        for (const double each : ratio)
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

} // namespace

Vector Ellipsoid::halfWidths(const Matrix& a) const {
    return radius * L.triangularView<Eigen::Lower>().solve(a).colwise().norm().transpose();
}

double Ellipsoid::gauge(const Vector& y) const {
    return (L.transpose() * (y - centre)).norm() / radius;
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

namespace {

/// Moments of (1, C(z − z₀)) of the linearisation at the centre, d spread over the ball.
Matrix linearisedOutputs(const ReluSystem& s, const Matrix& C) {
    const Index n = s.n(), q = C.rows();
    const Vector active = (s.centre.array() > 0).cast<double>();
    const Matrix CJU = C * (Matrix::Identity(n, n) - active.asDiagonal() * s.W)
                               .partialPivLu()
                               .solve(Matrix(active.asDiagonal() * s.U));
    Matrix moments = Matrix::Identity(q + 1, q + 1);
    moments.bottomRightCorner(q, q) = CJU * CJU.transpose();
    const double spread = moments.bottomRightCorner(q, q).trace() / static_cast<double>(q);
    moments.bottomRightCorner(q, q).diagonal().array() +=
        1e-2 * spread + 1e-12 * (1 + (C * s.centre).squaredNorm());
    return moments;
}

} // namespace

EllipsoidBound boundOutputs(
    const ReluSystem& s, const Matrix& C, const Vector& c, const Vector& lambda,
    const EllipsoidOptions& options) {
    const Index n = s.n(), q = C.rows();
    EllipsoidBound result;
    const double state = stateScale(s);
    const Vector middle = C * s.centre, none = Vector::Zero(s.r());
    Vector l = Vector::Ones(s.r());
    Matrix moments = linearisedOutputs(s, C);
    int idle = 0;
    while (result.passes < options.maxPasses && !options.limits.reached() && idle < 4) {
        const Eigen::LLT<Matrix> lifted(moments);
        if (lifted.info() != Eigen::Success)
            break;
        // ȳᵀFȳ = F₀₀ + 2fᵀ(y − ȳ₀) + (y − ȳ₀)ᵀS(y − ȳ₀) as ‖Lᵀ(y − centre)‖² + constant.
        const Matrix F = lifted.solve(Matrix::Identity(q + 1, q + 1));
        const Eigen::LLT<Matrix> shape(0.5 * (F + F.transpose()).bottomRightCorner(q, q));
        if (shape.info() != Eigen::Success)
            break;
        Ellipsoid e;
        e.L = shape.matrixL();
        e.centre = c + middle - shape.solve(Vector(F.col(0).tail(q)));
        const Vector f0 = e.L.transpose() * (c - e.centre);
        BallProblem problem;
        problem.W = s.W;
        problem.u0 = s.u0 / state;
        problem.E = e.L.transpose() * C * state;
        problem.xi = 2 * problem.E.transpose() * f0;
        const ProfiledInputs inputs = profiledInputs(s, none, l);
        problem.R = inputs.R / state;
        problem.eta = Vector::Zero(problem.R.cols());
        const auto start = coldStart(problem, s.centre / state, lambda);
        if (!start)
            break;
        InteriorOptions inner;
        inner.gap = options.gap;
        inner.offset = f0.squaredNorm();
        inner.limits = options.limits;
        const InteriorResult inside = minimiseBound(problem, *start, inner);
        ++result.passes;
        result.iterations += inside.iterations;
        result.end = inside.end;
        if (inside.iterations == 0)
            break;
        const BallMultipliers& v = inside.multipliers;
        const SystemMultipliers m{(v.s / inputs.size) * l, v.t / (state * state), v.p / state, v.r / state};
        e.radius = provedRadius(s, C, c, e, m);
        const double gained = result.ellipsoid ? e.logDet() - result.ellipsoid->logDet() : 1;
        if (std::isfinite(e.radius) && e.radius > 0 && !(gained <= 0))
            result.ellipsoid = e;
        if (options.progress && result.ellipsoid)
            options.progress(result.passes, *result.ellipsoid);
        // At the optimum radius² = q + 1; far from it a pass without gain says nothing.
        const double excess = e.radius * e.radius / static_cast<double>(q + 1);
        idle = gained < options.leastGain && excess < 2 ? idle + 1 : 0;
        if (excess < 1 + options.gap)
            idle = 4;
        // Towards the moments that attain the bound, as far as their determinant grows (Frank and Wolfe,
        // D-optimal design), and the profile with them.
        const Matrix X = stateMoments(inside.moments, n, state);
        Matrix P = Matrix::Zero(q + 1, n + 1);
        P(0, 0) = 1;
        P.col(0).tail(q) = -middle;
        P.bottomRightCorner(q, n) = C;
        moments = mixedMoments(moments, P * X * P.transpose());
        if (s.norm == BallNorm::Linf)
            l = improvedProfile(s, none, m, X);
        if (!l.allFinite() || !moments.allFinite())
            break;
    }
    return result;
}

} // namespace kamke
