#include "chords.h"

namespace kamke::check {

Numbers chordSlopes(const Bounds& a) {
    Numbers slopes(a.lower.size());
    for (std::size_t j = 0; j < slopes.size(); ++j) {
        const double l = a.lower[j], h = a.upper[j];
        slopes[j] = l >= 0 ? 1 : h <= 0 ? 0 : h / (h - l);
    }
    return slopes;
}

Numbers multipliers(const Weights& weights, const Numbers& nu) {
    Numbers mu(nu.size());
    for (std::size_t i = 0; i < mu.size(); ++i)
        mu[i] = nu[i] / (1 - weights.diagonal[i]);
    return mu;
}

SlopeEquations::SlopeEquations(const Weights& weights, Numbers slopes)
    : weights_(weights)
    , slopes_(std::move(slopes)) {
    for (std::size_t j = 0; j < slopes_.size(); ++j)
        if (slopes_[j] != 0)
            live_.push_back(j);
    const std::size_t k = live_.size();
    factors_.assign(k * k, 0);
    for (std::size_t i = 0; i < k; ++i) {
        for (std::size_t j = 0; j < k; ++j)
            factors_[i * k + j] = -slopes_[live_[i]] * W(live_[j], live_[i]);
        factors_[i * k + i] += 1;
    }
    for (std::size_t c = 0; c < k; ++c) {
        std::size_t pivot = c;
        for (std::size_t i = c + 1; i < k; ++i)
            if (std::abs(factors_[i * k + c]) > std::abs(factors_[pivot * k + c]))
                pivot = i;
        pivots_.push_back(pivot);
        if (pivot != c)
            std::swap_ranges(
                factors_.begin() + static_cast<std::ptrdiff_t>(c * k),
                factors_.begin() + static_cast<std::ptrdiff_t>((c + 1) * k),
                factors_.begin() + static_cast<std::ptrdiff_t>(pivot * k));
        const double* const from = &factors_[c * k];
        for (std::size_t i = c + 1; i < k; ++i) {
            double* const row = &factors_[i * k];
            const double factor = row[c] /= from[c];
            for (std::size_t j = c + 1; j < k; ++j)
                row[j] -= factor * from[j];
        }
    }
}

Numbers SlopeEquations::solve(const Numbers& right) const {
    const std::size_t k = live_.size(), n = right.size();
    Numbers nu = right;
    for (const std::size_t j : live_)
        nu[j] = 0;
    Numbers inner(k);
    for (std::size_t i = 0; i < k; ++i)
        inner[i] = right[live_[i]];
    for (std::size_t m = 0; m < n; ++m)
        if (nu[m] != 0)
            for (std::size_t i = 0; i < k; ++i)
                inner[i] += slopes_[live_[i]] * W(m, live_[i]) * nu[m];
    for (std::size_t c = 0; c < k; ++c)
        std::swap(inner[c], inner[pivots_[c]]);
    for (std::size_t i = 0; i < k; ++i)
        for (std::size_t j = 0; j < i; ++j)
            inner[i] -= factors_[i * k + j] * inner[j];
    for (std::size_t i = k; i-- > 0;) {
        for (std::size_t j = i + 1; j < k; ++j)
            inner[i] -= factors_[i * k + j] * inner[j];
        inner[i] /= factors_[i * k + i];
    }
    for (std::size_t i = 0; i < k; ++i)
        nu[live_[i]] = inner[i];
    return nu;
}

} // namespace kamke::check
