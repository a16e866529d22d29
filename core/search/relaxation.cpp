#include "core/search/relaxation.h"

#include "core/model/rounding.h"
#include "core/sdp/multiplier_gaps.h"
#include "core/search/line.h"
#include "core/search/slope_system.h"

#include <cmath>

namespace kamke {

namespace {

// max over a ∈ {l, h} and, where l < 0 < h, 0 of G·relu(a) − ν·a.
double largestTerm(double G, double nu, double l, double h) {
    const double low = G * std::max(l, 0.0) - nu * l, high = G * std::max(h, 0.0) - nu * h;
    const double ends = std::max(low, high);
    return l < 0 && h > 0 ? std::max(ends, 0.0) : ends;
}

} // namespace

Vector chordSlopes(const Box& a) {
    Vector slope(a.lower.size());
    for (Index i = 0; i < slope.size(); ++i) {
        const double l = a.lower(i), h = a.upper(i);
        slope(i) = l >= 0 ? 1 : h <= 0 ? 0 : h / (h - l);
    }
    return slope;
}

std::vector<Index> undecidedUnits(const Box& a) {
    std::vector<Index> units;
    for (Index i = 0; i < a.lower.size(); ++i)
        if (a.lower(i) < 0 && a.upper(i) > 0)
            units.push_back(i);
    return units;
}

Box intersection(const Box& a, const Box& b) {
    return {a.lower.cwiseMax(b.lower), a.upper.cwiseMin(b.upper)};
}

Relaxation::Relaxation(const ReluSystem& system, Box within)
    : system_(system)
    , within_(std::move(within))
    , Ut_(system.U.transpose())
    , z_(within_.upper.cwiseMax(0)) {
    const ReluSystem& s = system_;
    // F is a sum of at most k + r + 16 products in every one of its parts, and each of the sizes below is one
    // of what its terms may be: 4γ times the sizes is more than twice what they are wrong by.
    const double gamma = 4 * gammaBound(s.n() + s.r() + 32);
    if (s.n() == 0)
        return; // BLAS objects to matrices without rows
    const Vector largest = within_.lower.cwiseAbs().cwiseMax(within_.upper.cwiseAbs());
    const Vector sizes = s.W.cwiseAbs() * z_ + largest + s.U.cwiseAbs().rowwise().sum() + s.u0.cwiseAbs();
    // A product that underflows may be multiplied with the largest state or pre-activation afterwards.
    underflow_ = static_cast<double>(s.n() + s.r()) * (0x1p-900 + 0x1p-1000 * (z_.sum() + largest.sum()));
    perMultiplier_ = roundedUp(((s.error + gamma * sizes) * (1 + gamma)).array() + 0x1p-900);
    perWeight_ = roundedUp((gamma * (1 + gamma) * z_).array() + 0x1p-900);
}

double Relaxation::dualNorm(const Vector& q) const {
    return system_.norm == BallNorm::L2 ? q.stableNorm() : q.lpNorm<1>();
}

double Relaxation::roundings(const Objective& f, const Vector& nu) const {
    const double gamma = 4 * gammaBound(units() + system_.r() + 32);
    const double sum = nu.cwiseAbs().dot(perMultiplier_) + f.xi.cwiseAbs().dot(perWeight_) +
                       gamma * (f.eta.lpNorm<1>() + std::abs(f.constant));
    return up(sum * (1 + gamma) + underflow_);
}

RelaxedPoint Relaxation::evaluate(const Objective& f, const Box& a, Vector nu) const {
    RelaxedPoint point;
    point.nu = std::move(nu);
    point.G = f.xi;
    point.q = f.eta;
    if (units() > 0) {
        point.G.noalias() += system_.W.transpose() * point.nu;
        point.q.noalias() += Ut_ * point.nu;
    }
    double sum = point.nu.dot(system_.u0) + dualNorm(point.q) + f.constant;
    for (Index j = 0; j < units(); ++j)
        sum += largestTerm(point.G(j), point.nu(j), a.lower(j), a.upper(j));
    point.bound = up(sum + roundings(f, point.nu));
    if (!(point.bound == point.bound))
        point.bound = std::numeric_limits<double>::infinity();
    return point;
}

Relaxation::Maximiser Relaxation::maximiser(const RelaxedPoint& point, const Box& a) const {
    Maximiser best;
    const double norm = point.q.norm();
    best.d = system_.norm == BallNorm::L2 ? Vector(norm > 0 ? point.q / norm : point.q)
                                          : Vector(point.q.cwiseSign());
    if (units() == 0)
        return best;
    Vector z(units());
    best.residual = system_.u0;
    best.residual.noalias() += Ut_.transpose() * best.d;
    for (Index j = 0; j < units(); ++j) {
        const double l = a.lower(j), h = a.upper(j), G = point.G(j), nu = point.nu(j);
        const double low = G * std::max(l, 0.0) - nu * l, high = G * std::max(h, 0.0) - nu * h;
        double at = high >= low ? h : l;
        if (l < 0 && h > 0 && std::max(low, high) < 0)
            at = 0;
        z(j) = std::max(at, 0.0);
        best.residual(j) -= at;
    }
    best.residual.noalias() += system_.W * z;
    return best;
}

Relaxation::Gaps
Relaxation::gaps(const RelaxedPoint& point, const Box& a, const Vector& at, const Vector& d) const {
    Gaps gaps{Vector(units()), dualNormGaps(system_.norm, point.q, d)};
    for (Index j = 0; j < units(); ++j)
        gaps.units(j) = largestTerm(point.G(j), point.nu(j), a.lower(j), a.upper(j)) -
                        (point.G(j) * std::max(at(j), 0.0) - point.nu(j) * at(j));
    return gaps;
}

Box Relaxation::image(const Box& a, const std::vector<Index>& rows, Index split, LineSteps* steps) const {
    const ReluSystem& s = system_;
    const Index k = units(), count = static_cast<Index>(rows.size());
    Box refined = a;
    if (steps)
        steps->upper = steps->lower = Vector::Zero(count);
    if (count == 0)
        return refined;
    // Column i of N is row i of (I − WS)^{-1}: a_i = N_iᵀ(Wz + Ud + u₀ + e) − (N_i − e_i)ᵀa. Its entries at
    // units that are inactive are 0. The last column is the direction of the split.
    std::vector<Index> columns = rows;
    if (split >= 0)
        columns.push_back(split);
    const Matrix N = SlopeSystem(s.W, chordSlopes(a)).columns(columns);
    const Matrix G = s.W.transpose() * N, Q = Ut_ * N;
    const Vector constants = N.transpose() * s.u0;
    Vector step = Vector::Zero(k), GStep = step, qStep = Vector::Zero(s.r());
    double constantStep = 0;
    if (split >= 0) {
        step = N.col(count);
        GStep = G.col(count);
        qStep = Q.col(count);
        constantStep = constants(count);
    }
    const TermBox box(a);
    const double gamma = 4 * gammaBound(k + s.r() + 32);
    Vector nu(k);
    for (Index i = 0; i < count; ++i) {
        const Index row = rows[static_cast<std::size_t>(i)];
        nu = N.col(i);
        nu(row) -= 1;
        // The multiplier of a_i itself is N_ii − 1, whose size may be larger than that of N_ii.
        const double own = gamma * std::max(std::abs(a.lower(row)), std::abs(a.upper(row)));
        for (const double sign : {1.0, -1.0}) {
            MultiplierLine line{sign, constants(i), constantStep, Q.col(i), G.col(i),
                                nu,   qStep,        GStep,        step,     s.norm};
            LineMinimum best{0, 0};
            // a_split ≥ 0 has multipliers ≥ 0, a_split ≤ 0 those below.
            if (split >= 0)
                best = minimise(
                    line, box, (a.lower(split) >= 0 ? 1 : -1) * std::max(std::abs(G(split, i)), 1e-3));
            else
                best.value = at(line, box, 0).value;
            if (steps) {
                best.rho = static_cast<double>(static_cast<float>(best.rho));
                best.value = at(line, box, best.rho).value;
                (sign > 0 ? steps->upper : steps->lower)(i) = best.rho;
            }
            const double size = N.col(i).cwiseAbs().dot(perMultiplier_) +
                                std::abs(best.rho) * step.cwiseAbs().dot(perMultiplier_);
            double bound = up(best.value + up((size + own) * (1 + gamma) + underflow_));
            if (!(bound == bound))
                bound = std::numeric_limits<double>::infinity();
            if (sign > 0)
                refined.upper(row) = bound;
            else
                refined.lower(row) = -bound;
        }
    }
    return refined;
}

} // namespace kamke
