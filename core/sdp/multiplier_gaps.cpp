#include "core/sdp/multiplier_gaps.h"

#include "core/model/decompositions.h"

#include <algorithm>
#include <cassert>

namespace kamke {

namespace {

// v/‖v‖_1 of entries ≥ 0; all the same where they are 0.
Vector proportions(const Vector& v) {
    const double sum = v.sum();
    if (sum > 0)
        return v / sum;
    return Vector::Constant(v.size(), 1 / static_cast<double>(std::max<Index>(1, v.size())));
}

} // namespace

Vector dualNormGaps(BallNorm norm, const Vector& q, const Vector& d) {
    if (norm == BallNorm::Linf)
        return q.cwiseAbs() - q.cwiseProduct(d);
    const double size = q.stableNorm();
    if (!(size > 0))
        return Vector::Zero(q.size());
    const Vector unit = q / size;
    return size / 2 * ((1 - d.squaredNorm()) * unit.cwiseAbs2() + (d - unit).cwiseAbs2());
}

MultiplierGaps multiplierGaps(
    const ReluSystem& s, const Functional& f, const SystemMultipliers& m, const Vector& z, const Vector& d) {
    assert(!s.incremental);
    const Index n = s.n(), r = s.r();
    if (n == 0) // the bound is a dual norm
        return {Vector(0), dualNormGaps(s.norm, f.eta, d)};
    const Vector p = m.p.cwiseMax(0), sign = m.r.cwiseMax(0), lambda = m.lambda.cwiseMax(0);
    Vector inverse = Vector::Zero(r);
    for (Index j = 0; j < r; ++j)
        if (f.eta(j) != 0 || !s.U.col(j).isZero(0))
            inverse(j) = 1 / lambda(j);
    const Vector h = s.U.transpose() * p - f.eta;
    const Matrix IW = Matrix::Identity(n, n) - s.W, TIW = m.t.asDiagonal() * IW, TU = m.t.asDiagonal() * s.U;
    Matrix K = 0.5 * (TIW + TIW.transpose()) - 0.25 * (TU * inverse.asDiagonal() * TU.transpose());
    if (f.E.size() > 0)
        K -= f.E.transpose() * f.E;
    const Vector q = -0.5 * (f.xi + m.t.cwiseProduct(s.u0) + IW.transpose() * p + sign) +
                     0.25 * (TU * inverse.cwiseProduct(h));
    MultiplierGaps gaps{Vector::Constant(n, nan), Vector::Constant(r, nan)};
    if (!K.allFinite() || !q.allFinite())
        return gaps;
    const auto eigen = symmetricEigen(K);
    if (!eigen || !(eigen->values(0) > 0))
        return gaps;
    const auto& [values, V] = *eigen;
    const Vector attained = -(V * (V.transpose() * q).cwiseQuotient(values));
    const Vector apart = V * (V.transpose() * (z - attained)).cwiseProduct(values.cwiseSqrt());
    const Vector a = s.W * z + s.U * d + s.u0;
    gaps.units = p.cwiseProduct((z - a).cwiseMax(0)) + sign.cwiseProduct(z.cwiseMax(0)) + apart.cwiseAbs2();

    const auto best = [&](const Vector& states) {
        return Vector(0.5 * inverse.cwiseProduct(TU.transpose() * states - h));
    };
    gaps.inputs = lambda.cwiseProduct((d - best(z)).cwiseAbs2());
    if (s.norm == BallNorm::L2)
        gaps.inputs +=
            (lambda.maxCoeff() - lambda.dot(d.cwiseAbs2())) * proportions(best(attained).cwiseAbs2());
    else
        gaps.inputs += lambda.cwiseProduct((1 - d.array().square()).matrix());
    return gaps;
}

} // namespace kamke
