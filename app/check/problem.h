// A network and a set of inputs, as the checker computes with them.
#pragma once

#include "proof.h"

#include "core/model/network.h"

namespace kamke::check {

/// The weights row by row; all numbers are exact.
struct Weights {
    explicit Weights(const Network& network);

    std::size_t n, r, q;
    Numbers A;        ///< n×n without the diagonal, which is 0 here
    Numbers diagonal; ///< n: a_ii
    Numbers B, C, D;
    Numbers b, c;
    Numbers mean, std;                ///< r: u = (raw − mean)/std; 0 and 1 where the network has none
    Numbers domainLower, domainUpper; ///< r; ∓∞ where it is not bounded

    /// 1 − a_ii; only while rounding is upward.
    Interval own(std::size_t i) const { return Interval(1) - Interval(diagonal[i]); }
    /// raw − mean of an exact raw input.
    Interval centred(std::size_t p, double raw) const { return Interval(raw) - Interval(mean[p]); }
};

/// {raw : |raw − centre|_∞ ≤ ε}, with `clip` only those in the domain, or {raw : |raw − centre|_2 ≤ ε}.
class InputSet {
public:
    /// Throws Refused where the centre does not fit the network.
    InputSet(const Weights& weights, const Proof& proof);

    /// sup of Σ_p q_p(raw_p − mean_p)/std_p over the set.
    double above(const Intervals& q) const;
    /// Whether an exact raw input lies in it beyond doubt.
    bool contains(const Numbers& raw) const;

private:
    const Weights& weights_;
    const Proof& proof_;
    Intervals range_; ///< r: raw_p − mean_p over the box; of the centre when it is a ball
};

} // namespace kamke::check
