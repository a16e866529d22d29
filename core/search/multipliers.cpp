#include "core/search/multipliers.h"

#include <algorithm>

namespace kamke {

namespace {

// D for the signs of G.
Vector slopesFor(const Box& a, const Vector& chord, const Vector& G, const Vector& alpha) {
    Vector slope = chord;
    for (Index j = 0; j < slope.size(); ++j)
        if (a.lower(j) < 0 && a.upper(j) > 0 && G(j) < 0)
            slope(j) = alpha(j);
    return slope;
}

} // namespace

SlopeMultipliers startMultipliers(const Box& a) {
    SlopeMultipliers m{Vector::Zero(a.lower.size()), Vector::Zero(a.lower.size())};
    for (Index j = 0; j < m.alpha.size(); ++j)
        m.alpha(j) = a.upper(j) > -a.lower(j) ? 1 : 0;
    return m;
}

SlopedPoint::SlopedPoint(
    const Relaxation& relaxation, const Objective& f, const Box& a, const SlopeMultipliers& m) {
    const ReluSystem& s = relaxation.system();
    const Index k = s.n();
    if (k == 0) {
        point_ = relaxation.evaluate(f, a, Vector(0));
        return;
    }
    const Vector chord = chordSlopes(a);
    Vector slope = slopesFor(a, chord, m.G.size() == k ? m.G : f.xi, m.alpha), nu;
    for (int attempt = 0; attempt < 3; ++attempt) {
        system_.emplace(s.W, slope);
        nu = system_->solve(slope.cwiseProduct(f.xi) + m.e);
        Vector G = f.xi;
        G.noalias() += s.W.transpose() * nu;
        Vector next = slopesFor(a, chord, G, m.alpha);
        if (next == slope)
            break;
        slope = std::move(next);
    }
    point_ = relaxation.evaluate(f, a, std::move(nu));
}

RelaxedPoint improveMultipliers(
    const Relaxation& relaxation, const Objective& f, const Box& a, SlopeMultipliers& m,
    const AscentLimits& limits) {
    SlopeMultipliers at = m;
    RelaxedPoint best;
    double relax = 1;
    int idle = 0;
    const auto isOpen = [&](Index j) { return a.lower(j) < 0 && a.upper(j) > 0; };
    for (int step = 0;; ++step) {
        const SlopedPoint sloped(relaxation, f, a, at);
        const RelaxedPoint& point = sloped.point();
        if (point.bound < best.bound) {
            best = point;
            m = at;
            idle = 0;
        } else if (++idle == 3) {
            relax *= 0.6;
            idle = 0;
        }
        if (best.bound < limits.target || step == limits.steps || relaxation.units() == 0 ||
            limits.limits.reached())
            return best;
        const Vector w = sloped.sensitivity(relaxation.maximiser(point, a).residual);
        // The subgradient of F in alpha and e, without the parts that no step may follow.
        Vector inAlpha = Vector::Zero(w.size()), inE = inAlpha;
        for (Index j = 0; j < w.size(); ++j) {
            if (isOpen(j)) {
                if (point.G(j) < 0)
                    inAlpha(j) = point.G(j) * w(j);
                const bool stuck =
                    (at.alpha(j) <= 0 && inAlpha(j) > 0) || (at.alpha(j) >= 1 && inAlpha(j) < 0);
                if (stuck)
                    inAlpha(j) = 0;
            } else {
                inE(j) = w(j);
                const double allowed = a.lower(j) >= 0 ? 1 : -1;
                if (at.e(j) * allowed <= 0 && inE(j) * allowed > 0)
                    inE(j) = 0;
            }
        }
        const double square = inAlpha.squaredNorm() + inE.squaredNorm();
        if (!(square > 0) || !std::isfinite(square))
            return best;
        const double length = relax * (point.bound - limits.target) / square;
        at.alpha = (at.alpha - length * inAlpha).cwiseMax(0).cwiseMin(1);
        at.G = point.G;
        at.e -= length * inE;
        for (Index j = 0; j < w.size(); ++j)
            if (!isOpen(j))
                at.e(j) = a.lower(j) >= 0 ? std::max(at.e(j), 0.0) : std::min(at.e(j), 0.0);
    }
}

} // namespace kamke
