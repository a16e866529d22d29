#include "unique.h"

namespace kamke::check {

namespace {

// L of a Cholesky factorisation in plain arithmetic, row by row; false when it breaks down. Nothing is
// believed of it.
bool factorise(Numbers& S, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j <= i; ++j) {
            double sum = S[i * n + j];
            for (std::size_t k = 0; k < j; ++k)
                sum -= S[i * n + k] * S[j * n + k];
            if (i == j) {
                if (!(sum > 0))
                    return false;
                S[i * n + i] = std::sqrt(sum);
            } else
                S[i * n + j] = sum / S[j * n + j];
        }
    return true;
}

std::string place(std::size_t i) {
    return std::to_string(i);
}

} // namespace

Unique::Unique(const Weights& weights, const Proof& proof)
    : weights_(weights)
    , eta_(proof.eta)
    , lambda_(proof.lambda) {
    const Numbers& given = eta_.empty() ? lambda_ : eta_;
    const std::string name = eta_.empty() ? "lambda" : "eta";
    if (given.size() != weights.n)
        throw Refused{
            name + " has " + std::to_string(given.size()) + " entries, and the network " +
            std::to_string(weights.n) + " units"};
    for (std::size_t i = 0; i < given.size(); ++i)
        if (!(given[i] > 0))
            throw Refused{"entry " + place(i) + " of " + name + " is not above 0"};
    if (eta_.empty())
        byMonotony();
    else
        byWeights();
}

void Unique::byWeights() {
    const std::size_t n = weights_.n;
    for (std::size_t i = 0; i < n; ++i) {
        // −((1 − a_ii)η_i − Σ_{j≠i} |a_ij|η_j), rounded up.
        double minus = (weights_.own(i) * Interval(eta_[i])).minus;
        for (std::size_t j = 0; j < n; ++j)
            minus += std::abs(weights_.A[i * n + j]) * eta_[j];
        if (!(minus < 0))
            throw Refused{"(1 - a_ii) eta_i > sum |a_ij| eta_j fails at unit " + place(i)};
        gap_.push_back(-minus);
    }
}

void Unique::byMonotony() {
    const std::size_t n = weights_.n;
    std::vector<Interval> P(n * n);
    double smallest = infinite;
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j)
            P[i * n + j] = Interval(-0.5) * (Interval(lambda_[i]) * Interval(weights_.A[i * n + j]) +
                                             Interval(lambda_[j]) * Interval(weights_.A[j * n + i]));
        P[i * n + i] = Interval(lambda_[i]) * weights_.own(i);
        smallest = std::min(smallest, P[i * n + i].upper);
    }
    // P ⪰ δI follows from P − sI = LLᵀ + E with |E|_∞ ≤ s − δ, for whatever L.
    for (double shift = 0.5 * smallest; shift > 0x1p-40 * smallest; shift /= 2) {
        Numbers L(n * n);
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j <= i; ++j)
                L[i * n + j] = P[i * n + j].upper - (i == j ? shift : 0);
        if (!factorise(L, n))
            continue;
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = i + 1; j < n; ++j)
                L[i * n + j] = L[j * n + i]; // its transpose, so that products run along rows
        double norm = 0;
        for (std::size_t i = 0; i < n; ++i) {
            // Row i of E.
            Intervals row(n);
            for (std::size_t j = 0; j < n; ++j)
                row.set(j, P[i * n + j]);
            row.add(i, Interval(-shift));
            for (std::size_t k = 0; k <= i; ++k) {
                // Entries j ≥ k of row k of Lᵀ; those before are not of L.
                const double factor = -L[i * n + k];
                for (std::size_t j = k; j < n; ++j) {
                    row.upper[j] += factor * L[k * n + j];
                    row.minus[j] += -factor * L[k * n + j];
                }
            }
            double sum = 0;
            for (std::size_t j = 0; j < n; ++j)
                sum += row[j].size();
            norm = sum > norm || sum != sum ? sum : norm;
        }
        const double minus = norm - shift;
        if (minus < 0) {
            least_ = -minus;
            return;
        }
    }
    throw Refused{"Lambda - (Lambda A + A' Lambda)/2 was not shown to be positive definite"};
}

Intervals offsets(const Weights& weights, const Numbers& raw) {
    Intervals w(weights.n);
    for (std::size_t i = 0; i < weights.n; ++i)
        w.set(i, Interval(weights.b[i]));
    for (std::size_t p = 0; p < weights.r; ++p) {
        const Interval u = dividedBy(weights.centred(p, raw[p]), weights.std[p]);
        for (std::size_t i = 0; i < weights.n; ++i)
            w.add(i, u * Interval(weights.B[i * weights.r + p]));
    }
    return w;
}

Intervals withoutOwn(const Weights& weights, const Numbers& state, const Intervals& w) {
    Intervals sum = w;
    for (std::size_t i = 0; i < weights.n; ++i)
        for (std::size_t j = 0; j < weights.n; ++j)
            sum.add(i, Interval(weights.A[i * weights.n + j]) * Interval(state[j]));
    return sum;
}

Numbers Unique::distance(const Numbers& state, const Intervals& w) const {
    const std::size_t n = weights_.n;
    if (state.size() != n)
        throw Refused{
            "its state has " + std::to_string(state.size()) + " entries, and the network " +
            std::to_string(n) + " units"};
    const Intervals v = withoutOwn(weights_, state, w);
    double largest = 0, squares = 0;
    for (std::size_t i = 0; i < n; ++i) {
        if (!(state[i] >= 0))
            throw Refused{"entry " + place(i) + " of its state is below 0"};
        // x̂_i(1 − a_ii) − (Ax̂ + w without own)_i; where x̂_i = 0 only what is above 0 counts.
        const Interval apart = weights_.own(i) * Interval(state[i]) - v[i];
        const double residual = state[i] > 0 ? apart.size() : std::max(apart.minus, 0.0);
        if (!std::isfinite(residual))
            throw Refused{"the numbers overflow at its state"};
        if (!eta_.empty())
            largest = std::max(largest, residual / gap_[i]);
        else {
            const double weighted = lambda_[i] * residual;
            squares += weighted * weighted;
        }
    }
    Numbers distance(n);
    for (std::size_t i = 0; i < n; ++i)
        distance[i] = eta_.empty() ? std::sqrt(squares) / least_ : largest * eta_[i];
    for (const double one : distance)
        if (!std::isfinite(one))
            throw Refused{"the numbers overflow at its state"};
    return distance;
}

} // namespace kamke::check
