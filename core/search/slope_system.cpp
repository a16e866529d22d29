#include "core/search/slope_system.h"

#include <algorithm>

namespace kamke {

SlopeSystem::SlopeSystem(const Matrix& W, const Vector& slopes)
    : W_(W)
    , slopes_(slopes) {
    for (Index j = 0; j < slopes.size(); ++j)
        if (slopes(j) != 0)
            live_.push_back(j);
    if (live_.empty())
        return;
    const auto count = static_cast<Index>(live_.size());
    const Vector own = slopes(live_);
    // One copy of the live part, as the transpose that is factorised.
    Matrix M(count, count);
    for (Index c = 0; c < count; ++c) {
        const auto column = W.col(live_[static_cast<std::size_t>(c)]);
        for (Index i = 0; i < count; ++i)
            M(c, i) = -own(c) * column(live_[static_cast<std::size_t>(i)]);
    }
    M.diagonal().array() += 1;
    lu_.compute(M);
}

Vector SlopeSystem::solve(const Vector& right) const {
    Vector nu = right;
    if (live_.empty())
        return nu;
    for (const Index j : live_)
        nu(j) = 0;
    Vector inner = right(live_);
    if ((nu.array() != 0).any()) {
        for (std::size_t c = 0; c < live_.size(); ++c)
            inner(static_cast<Index>(c)) += slopes_(live_[c]) * W_.col(live_[c]).dot(nu);
    }
    const Vector solved = lu_.solve(inner);
    nu(live_) = solved;
    return nu;
}

Matrix SlopeSystem::columns(const std::vector<Index>& units) const {
    Matrix all = Matrix::Zero(slopes_.size(), static_cast<Index>(units.size()));
    Matrix inner = Matrix::Zero(static_cast<Index>(live_.size()), all.cols());
    for (Index c = 0; c < all.cols(); ++c) {
        const Index unit = units[static_cast<std::size_t>(c)];
        if (slopes_(unit) != 0)
            inner(std::lower_bound(live_.begin(), live_.end(), unit) - live_.begin(), c) = 1;
        else {
            all(unit, c) = 1;
            for (std::size_t i = 0; i < live_.size(); ++i)
                inner(static_cast<Index>(i), c) = slopes_(live_[i]) * W_(unit, live_[i]);
        }
    }
    if (live_.empty())
        return all;
    const Matrix solved = lu_.solve(inner);
    for (Index c = 0; c < all.cols(); ++c)
        for (std::size_t i = 0; i < live_.size(); ++i)
            all(live_[i], c) = solved(static_cast<Index>(i), c);
    return all;
}

Vector SlopeSystem::solveTransposed(const Vector& right) const {
    if (live_.empty())
        return right;
    const Vector inner = right(live_);
    const Vector live = lu_.transpose().solve(inner);
    Vector w = right;
    for (std::size_t c = 0; c < live_.size(); ++c)
        w += (slopes_(live_[c]) * live(static_cast<Index>(c))) * W_.col(live_[c]);
    return w;
}

} // namespace kamke
