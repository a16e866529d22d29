#include "core/sdp/checked_bound.h"

#include "core/model/positive_definite.h"
#include "core/model/rounding.h"

#include <algorithm>
#include <cmath>

namespace kamke {

namespace {

constexpr double unproved = std::numeric_limits<double>::infinity();

// ‖v‖_2 from above.
double normAbove(const Vector& v) {
    return up(v.stableNorm() * (1 + gammaBound(v.size() + 4)));
}

// Σ|a_i b_i| from above.
double magnitudeSum(const Vector& a, const Vector& b) {
    return up(a.cwiseAbs().dot(b.cwiseAbs()) * (1 + gammaBound(a.size() + 4)));
}

// About 1/√d_i, each a power of two that neither overflows nor underflows in a product with another.
Vector powersOfTwo(const Vector& d) {
    return d.unaryExpr([](double each) {
        const int exponent = each > 0 && std::isfinite(each) ? std::ilogb(each) / 2 : 0;
        return std::ldexp(1.0, -std::clamp(exponent, -200, 200));
    });
}

} // namespace

double checkedBound(const ReluSystem& s, const Functional& f, const SystemMultipliers& m) {
    const Index n = s.n(), r = s.r();
    const Vector p = s.incremental ? Vector::Zero(n) : Vector(m.p.cwiseMax(0));
    const Vector sign = s.incremental ? Vector::Zero(n) : Vector(m.r.cwiseMax(0));
    const Vector lambda = m.lambda.cwiseMax(0);
    if (!(p.allFinite() && sign.allFinite() && lambda.allFinite() && m.t.allFinite()))
        return unproved;

    // V = UΛ^{-1/2}, h and hΛ^{-1/2}; an input that moves nothing needs no multiplier.
    Vector inverse(r);
    for (Index j = 0; j < r; ++j) {
        const bool idle = f.eta(j) == 0 && s.U.col(j).isZero(0);
        if (!idle && !(lambda(j) > 0))
            return unproved;
        inverse(j) = idle ? 0 : 1 / std::sqrt(lambda(j));
    }
    const Matrix V = s.U * inverse.asDiagonal();
    const Matrix G = V * V.transpose();
    // A bound of every relative rounding below: the longest sums have n + r + 40 terms and roundings.
    const double gamma = gammaBound(n + r + 40), tiny = static_cast<double>(n + r) * 0x1p-1000;
    const Vector g = (V.rowwise().norm() * (1 + gamma)).array() + tiny; // √G_ii from above
    const Vector h = s.U.transpose() * p - f.eta;
    const double hNorm = normAbove(h.cwiseProduct(inverse));
    // The terms of h are bounded in l_2 by those of U and η, which is enough to bound their roundings.
    const double hError =
        up(gamma * (magnitudeSum(g, p) + normAbove(f.eta.cwiseProduct(inverse)) + hNorm) +
           static_cast<double>(r) * 0x1p-900);
    const Vector weighted = V * h.cwiseProduct(inverse);

    const Matrix IW = Matrix::Identity(n, n) - s.W, absIW = IW.cwiseAbs();
    const Vector t = m.t, absT = t.cwiseAbs();
    const Matrix TIW = t.asDiagonal() * IW;
    Matrix K = 0.5 * (TIW + TIW.transpose()) - 0.25 * (t.asDiagonal() * G * t.asDiagonal());
    const Vector tg = absT.cwiseProduct(g);
    const Matrix absTIW = absT.asDiagonal() * absIW;
    Matrix errorK =
        (2 * gamma * (0.5 * (absTIW + absTIW.transpose()) + 0.25 * tg * tg.transpose())).array() + tiny;
    if (f.E.size() > 0) {
        K -= f.E.transpose() * f.E;
        errorK += 2 * gammaBound(f.E.rows() + 8) * (f.E.cwiseAbs().transpose() * f.E.cwiseAbs());
    }
    Vector q =
        -0.5 * (f.xi + t.cwiseProduct(s.u0) + IW.transpose() * p + sign) + 0.25 * t.cwiseProduct(weighted);
    Vector errorQ =
        (2 * gamma *
             (0.5 * (f.xi.cwiseAbs() + absT.cwiseProduct(s.u0.cwiseAbs()) + absIW.transpose() * p + sign) +
              0.25 * hNorm * tg) +
         0.5 * hError * tg)
            .array() +
        tiny;
    // In units of z in which K has a diagonal of size one, so that no unit is lost beside the error of
    // another: by powers of two, which is exact but for underflow.
    const Vector unit = powersOfTwo(K.diagonal());
    K = unit.asDiagonal() * K * unit.asDiagonal();
    errorK = (unit.asDiagonal() * errorK * unit.asDiagonal()).array() + tiny;
    q = unit.cwiseProduct(q);
    errorQ = unit.cwiseProduct(errorQ).array() + tiny;
    if (!K.allFinite() || !q.allFinite() || !errorK.allFinite() || !errorQ.allFinite())
        return unproved;
    const double normK = normBound(errorK), least = leastEigenvalueBelow(K, normK);
    if (!(least > 0))
        return unproved;

    // qᵀK⁻¹q = qᵀv + vᵀρ + ρᵀK⁻¹ρ with ρ = q − Kv, for any v.
    const Vector v = K.ldlt().solve(q);
    const Vector rest = q - K * v;
    const Vector restError = gamma * (K.cwiseAbs() * v.cwiseAbs() + q.cwiseAbs());
    const double vNorm = normAbove(v);
    const double rho =
        up(normAbove(rest) + up(normAbove(restError) + up(normAbove(errorQ) + up(normK * vNorm))));
    double bound = up(q.dot(v) + gamma * magnitudeSum(q, v));
    bound = up(bound + magnitudeSum(errorQ, v));
    bound = up(bound + up(vNorm * rho));
    bound = up(bound + up(up(rho * rho) / least));
    // Σλ (of one multiplier for the whole ball in l_2), −pᵀu₀ and hᵀΛ⁻¹h/4.
    const double budget = s.norm == BallNorm::L2 ? lambda.maxCoeff() : lambda.sum() * (1 + gamma);
    bound = up(bound + up(budget));
    bound = up(bound + up(gamma * magnitudeSum(p, s.u0) - p.dot(s.u0)));
    const double whole = up(hNorm + hError);
    bound = up(bound + up(0.25 * up(whole * whole)));
    const Vector largest = s.states.upper.cwiseMax(-s.states.lower);
    // What U and u₀ may be wrong by moves a by e: Σ t_i z_i e_i + pᵀe.
    bound = up(bound + magnitudeSum(absT.cwiseProduct(largest) * (1 + gamma) + p, s.error));
    return std::isfinite(bound) ? bound : unproved;
}

} // namespace kamke
