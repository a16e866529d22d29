#include "problem.h"

namespace kamke::check {

namespace {

Numbers rows(const Matrix& m) {
    Numbers all;
    all.reserve(static_cast<std::size_t>(m.size()));
    for (Index i = 0; i < m.rows(); ++i)
        for (Index j = 0; j < m.cols(); ++j)
            all.push_back(m(i, j));
    return all;
}

Numbers entries(const Vector& v) {
    return {v.begin(), v.end()};
}

} // namespace

Weights::Weights(const Network& network)
    : n(static_cast<std::size_t>(network.n()))
    , r(static_cast<std::size_t>(network.r()))
    , q(static_cast<std::size_t>(network.q()))
    , A(rows(network.A))
    , diagonal(n)
    , B(rows(network.B))
    , C(rows(network.C))
    , D(rows(network.D))
    , b(entries(network.b))
    , c(entries(network.c))
    , mean(r, 0)
    , std(r, 1)
    , domainLower(r, -infinite)
    , domainUpper(r, infinite) {
    for (std::size_t i = 0; i < n; ++i)
        std::swap(diagonal[i], A[i * n + i]);
    if (network.input) {
        mean = entries(network.input->mean);
        std = entries(network.input->std);
        if (network.input->lower)
            domainLower = entries(*network.input->lower);
        if (network.input->upper)
            domainUpper = entries(*network.input->upper);
    }
}

InputSet::InputSet(const Weights& weights, const Proof& proof)
    : weights_(weights)
    , proof_(proof)
    , range_(weights.r) {
    if (proof.centre.size() != weights.r)
        throw Refused{
            "its sample has " + std::to_string(proof.centre.size()) + " values, and the network takes " +
            std::to_string(weights.r)};
    if (proof.ball && proof.clip)
        throw Refused{"a ball of l_2 is not clipped"};
    const double eps = proof.ball ? 0 : proof.eps;
    for (std::size_t p = 0; p < weights.r; ++p) {
        const double v = proof.centre[p], low = weights.domainLower[p], high = weights.domainUpper[p];
        // The set has to be connected and to hold its centre.
        if (proof.clip && !(low <= v && v <= high))
            throw Refused{"value " + std::to_string(p) + " of its sample is outside of the network's domain"};
        // Rounded up both: v + ε, and ε − v for −(v − ε).
        double above = v + eps, minus = eps - v;
        if (proof.clip) {
            above = std::min(above, high);
            minus = std::min(minus, -low);
        }
        range_.set(p, Interval(above, minus) - Interval(weights.mean[p]));
    }
}

double InputSet::above(const Intervals& q) const {
    double sum = 0, squares = 0;
    for (std::size_t p = 0; p < weights_.r; ++p) {
        const Interval slope = dividedBy(q[p], weights_.std[p]);
        sum += productAbove(slope, range_[p]);
        squares += slope.size() * slope.size();
    }
    return proof_.ball ? sum + proof_.eps * std::sqrt(squares) : sum;
}

bool InputSet::contains(const Numbers& raw) const {
    if (raw.size() != weights_.r)
        return false;
    double squares = 0;
    for (std::size_t p = 0; p < raw.size(); ++p) {
        const double v = raw[p], centre = proof_.centre[p], distance = std::max(v - centre, centre - v);
        squares += distance * distance;
        if (!proof_.ball && !(distance <= proof_.eps))
            return false;
        if (proof_.clip && !(weights_.domainLower[p] <= v && v <= weights_.domainUpper[p]))
            return false;
    }
    return !proof_.ball || std::sqrt(squares) <= proof_.eps;
}

} // namespace kamke::check
