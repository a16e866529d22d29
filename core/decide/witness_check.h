// Makes witnesses of what a search suggests.
#pragma once

#include "core/attack/attack.h"
#include "core/certify/sample_system.h"

#include <optional>

namespace kamke {

/// For the inputs of one sample: a point that is suggested is moved into the set, rounded inward, and read by
/// the solver of one sample, which shares nothing with the search. Only what that reads as another class is a
/// witness. What it refers to must outlive it.
class WitnessCheck {
public:
    /// `block` has one column, of which `system` is.
    WitnessCheck(const AttackBlock& block, int label, const SampleSystem& system, const Limits& limits);

    /// y_competitor − y_label at the input d (r entries, ‖d‖ ≤ 1): what CascadeOptions::value asks for. > 0
    /// exactly where it is a witness, which is then the one that is kept; NaN where no fixed point was found.
    double value(Index competitor, const Vector& d);
    /// The last one; nothing: none was found.
    const std::optional<AttackOutcome>& witness() const { return witness_; }

private:
    const AttackBlock& block_;
    int label_;
    const SampleSystem& system_;
    const Limits& limits_;
    Vector centre_; ///< r, raw: of d = 0
    std::optional<AttackOutcome> witness_;
};

} // namespace kamke
