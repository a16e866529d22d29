// Interval bound propagation and mixed-monotone reachability as the papers write them, entry by entry: what
// the production code is compared with. Numerical, slow, without proofs.
#pragma once

#include "core/model/box.h"
#include "core/model/network.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace kamke::test {

enum class TextbookMethod { Interval, MixedMonotone };

struct TextbookReach {
    Box state, output;
};

/// [m]⁺·(own end) + [m]⁻·(other end), added over a row.
inline double boundOfRow(const Matrix& M, Index i, const Vector& own, const Vector& other) {
    double sum = 0;
    for (Index j = 0; j < M.cols(); ++j)
        sum += M(i, j) * (M(i, j) >= 0 ? own(j) : other(j));
    return sum;
}

/// The fixed box of x̲ = Φ([A]⁺x̲ + [A]⁻x̄ + [B]⁺u̲ + [B]⁻ū + b), x̄ likewise (mixed-monotone-contractive
/// (12)-(13)), where in the mixed-monotone embedding the diagonal of A acts on the unit's own end whatever
/// its sign ((4)-(5)); by damped steps from 0, x ← (1 − α)x + αΦ(…), α* = 1/(1 − min_i [a_ii]⁻) (nemon Thm
/// 2). Nothing when it has not settled to 1e-13 after `steps` steps.
inline std::optional<TextbookReach>
textbookReach(const Network& net, const Box& raw, TextbookMethod method, int steps = 20000) {
    const Box u = net.normalise(raw);
    const Index n = net.n();
    Vector lower = Vector::Zero(n), upper = lower;
    double alpha = 1;
    if (method == TextbookMethod::MixedMonotone)
        alpha = 1 / (1 - std::min(0.0, net.A.diagonal().minCoeff()));
    for (int step = 0; step < steps; ++step) {
        const Vector beforeLower = lower, beforeUpper = upper;
        for (Index i = 0; i < n; ++i) {
            double low = boundOfRow(net.A, i, beforeLower, beforeUpper);
            double high = boundOfRow(net.A, i, beforeUpper, beforeLower);
            const double own = net.A(i, i);
            if (method == TextbookMethod::MixedMonotone && own < 0) {
                low += own * (beforeLower(i) - beforeUpper(i));
                high += own * (beforeUpper(i) - beforeLower(i));
            }
            low += boundOfRow(net.B, i, u.lower, u.upper) + net.b(i);
            high += boundOfRow(net.B, i, u.upper, u.lower) + net.b(i);
            lower(i) += alpha * (net.activation(low) - lower(i));
            upper(i) += alpha * (net.activation(high) - upper(i));
        }
        const double moved = std::max(
            (lower - beforeLower).cwiseAbs().maxCoeff(), (upper - beforeUpper).cwiseAbs().maxCoeff());
        const double size = std::max(lower.cwiseAbs().maxCoeff(), upper.cwiseAbs().maxCoeff());
        if (!std::isfinite(size))
            return std::nullopt;
        if (moved <= 1e-13 * size) {
            TextbookReach found{{lower, upper}, {net.c, net.c}};
            for (Index i = 0; i < net.q(); ++i) {
                found.output.lower(i) +=
                    boundOfRow(net.C, i, lower, upper) + boundOfRow(net.D, i, u.lower, u.upper);
                found.output.upper(i) +=
                    boundOfRow(net.C, i, upper, lower) + boundOfRow(net.D, i, u.upper, u.lower);
            }
            return found;
        }
    }
    return std::nullopt;
}

} // namespace kamke::test
