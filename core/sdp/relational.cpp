#include "core/sdp/relational.h"

#include "core/model/decompositions.h"
#include "core/model/rounding.h"

#include <algorithm>
#include <cmath>

namespace kamke {

namespace {

// Slopes of z = S a + r, r ∈ [0, r̄], the parallelogram around relu over [l, h].
Vector chordSlopes(const Box& a) {
    Vector slope(a.lower.size());
    for (Index i = 0; i < slope.size(); ++i) {
        const double l = a.lower(i), h = a.upper(i);
        slope(i) = l >= 0 ? 1 : h <= 0 ? 0 : h / (h - l);
    }
    return slope;
}

// The largest and least g·relu(x) − v·x over [l, h], where g may be wrong by e.
struct Extremes {
    double least, largest;
};
Extremes extremesOf(double g, double e, double v, double l, double h) {
    const auto at = [&](double x) {
        const double z = std::max(x, 0.0), value = g * z - v * x;
        const double error = up(up(e * z) + 0x1p-51 * (std::abs(g * z) + std::abs(v * x)) + 0x1p-1000);
        return Extremes{down(value - error), up(value + error)};
    };
    const Extremes low = at(l), high = at(h);
    Extremes all{std::min(low.least, high.least), std::max(low.largest, high.largest)};
    if (l < 0 && h > 0)
        all = {std::min(all.least, 0.0), std::max(all.largest, 0.0)};
    return all;
}

Box intersection(const Box& a, const Box& b) {
    return {a.lower.cwiseMax(b.lower), a.upper.cwiseMin(b.upper)};
}

bool isFinite(const Box& a) {
    return a.lower.allFinite() && a.upper.allFinite();
}

} // namespace

FunctionalRange
relaxedRange(const ReluSystem& s, const Box& a, const Matrix& C, const Matrix& H, const Matrix& nu) {
    const Index n = s.n(), k = C.cols();
    const double gamma = gammaBound(n + s.r() + 16);
    const Matrix absNu = nu.cwiseAbs();
    Matrix G = C, errorG = C.cwiseAbs();
    G.noalias() += s.W.transpose() * nu;
    errorG.noalias() += s.W.cwiseAbs().transpose() * absNu;
    errorG = (2 * gamma * errorG).array() + 0x1p-900;
    Matrix direct = H;
    direct.noalias() += s.U.transpose() * nu;
    // Roundings of a column of `direct`, summed over the inputs: an upper bound of those in any norm.
    const Vector inputs = s.U.cwiseAbs().rowwise().sum();
    FunctionalRange range{Vector(k), Vector(k)};
    for (Index i = 0; i < k; ++i) {
        const double norm = s.norm == BallNorm::L2 ? direct.col(i).stableNorm() : direct.col(i).lpNorm<1>();
        const double sizes = absNu.col(i).dot(inputs) + H.col(i).lpNorm<1>();
        const double constant = nu.col(i).dot(s.u0), magnitude = absNu.col(i).dot(s.u0.cwiseAbs());
        const double moved = absNu.col(i).dot(s.error);
        const double spread =
            up(norm * (1 + gamma) + gamma * (2 * sizes + 2 * magnitude) + moved * (1 + 2 * gamma) + 0x1p-900);
        double low = constant, high = constant, size = std::abs(constant);
        for (Index j = 0; j < n; ++j) {
            const Extremes one = extremesOf(G(j, i), errorG(j, i), nu(j, i), a.lower(j), a.upper(j));
            low += one.least;
            high += one.largest;
            size += std::max(std::abs(one.least), std::abs(one.largest));
        }
        const double error = up(gamma * size);
        range.lower(i) = down(low - up(spread + error));
        range.upper(i) = up(high + up(spread + error));
    }
    return range;
}

Box refinedPreActivations(const ReluSystem& s, const Box& a) {
    const Index n = s.n();
    const Vector slope = chordSlopes(a);
    // Row i of (I − WS)⁻¹ is e_i + ν_i.
    Matrix nu = LuFactors((Matrix::Identity(n, n) - s.W * slope.asDiagonal()).transpose()).inverse();
    nu.diagonal().array() -= 1;
    const FunctionalRange range = relaxedRange(s, a, s.W.transpose(), s.U.transpose(), nu);
    Box refined{range.lower + s.u0 - s.error, range.upper + s.u0 + s.error};
    for (Index i = 0; i < n; ++i) {
        refined.lower(i) =
            down(refined.lower(i) - 0x1p-51 * (std::abs(range.lower(i)) + std::abs(s.u0(i)) + s.error(i)));
        refined.upper(i) =
            up(refined.upper(i) + 0x1p-51 * (std::abs(range.upper(i)) + std::abs(s.u0(i)) + s.error(i)));
    }
    return refined;
}

std::optional<Box> relationalPreActivations(const ReluSystem& s, const Box& known, const Limits& limits) {
    const Vector middle = s.W * s.centre + s.u0;
    // a(0) is in it: 1e-6 of the largest terms is far more than the roundings of `middle`.
    const double size =
        (s.W.cwiseAbs() * s.centre.cwiseAbs() + s.u0.cwiseAbs() + s.U.cwiseAbs().rowwise().sum()).maxCoeff() +
        0x1p-1000;
    const Vector about = (2 * (s.W.cwiseAbs() * s.centreRadius + s.error)).array() + 1e-6 * size;
    const Box seed{middle - about, middle + about};
    Box a = seed, best = known;
    for (int i = 0; i < 60; ++i) {
        if (limits.reached())
            return std::nullopt;
        const Box image = refinedPreActivations(s, a);
        if (!isFinite(image))
            break;
        if ((image.lower.array() > a.lower.array()).all() && (image.upper.array() < a.upper.array()).all()) {
            best = intersection(best, image);
            break;
        }
        // Where it has grown beyond what is known on every side, nothing is to be gained.
        if ((image.lower.array() <= known.lower.array()).all() &&
            (image.upper.array() >= known.upper.array()).all())
            break;
        const Vector grown = 0.025 * (image.upper - image.lower).array() + 1e-5 * size;
        a = {(image.lower - grown).cwiseMin(seed.lower), (image.upper + grown).cwiseMax(seed.upper)};
    }
    for (int i = 0; i < 3 && isFinite(best); ++i) {
        if (limits.reached())
            return std::nullopt;
        const Box refined = refinedPreActivations(s, best);
        if (isFinite(refined))
            best = intersection(best, refined);
    }
    return best;
}

double relationalBound(const ReluSystem& s, const Box& a, const Functional& f) {
    const Index n = s.n();
    Vector slope = chordSlopes(a);
    const Vector chord = slope;
    double best = std::numeric_limits<double>::infinity();
    for (int attempt = 0; attempt < 4; ++attempt) {
        // (I − SWᵀ)ν = Sξ: the gradient of the functional through states with these slopes.
        const Vector nu = LuFactors(Matrix::Identity(n, n) - slope.asDiagonal() * s.W.transpose())
                              .solve(slope.cwiseProduct(f.xi));
        const FunctionalRange range = relaxedRange(s, a, f.xi, f.eta, nu);
        if (range.upper(0) < best)
            best = range.upper(0);
        else if (attempt > 0)
            break;
        const Vector g = f.xi + s.W.transpose() * nu;
        for (Index i = 0; i < n; ++i)
            if (a.lower(i) < 0 && a.upper(i) > 0)
                slope(i) = g(i) > 0 ? chord(i) : a.upper(i) > -a.lower(i) ? 1 : 0;
    }
    return best;
}

} // namespace kamke
