// The root of a search: bounds of the pre-activations over all inputs, and the units that stay open.
#pragma once

#include "core/sdp/stable_units.h"
#include "core/search/multipliers.h"

#include <memory>

namespace kamke {

/// The relational bounds of one system: bounds of its pre-activations from rounds of
/// Relaxation::image(), and any functional over the units that they leave open.
class RelationalRoot {
public:
    /// `known`: bounds of the pre-activations that hold. They are intersected with a box found from the
    /// inside: a(d) is continuous and the inputs are connected, so when refined bounds of a box around a(0)
    /// lie in its interior, no a(d) leaves it. Then rounds until no open width shrinks by 0.5 %. Conditions:
    /// the system is not incremental, and its solution is continuous in d (Λ − ΛW ≻ 0 or μ_η(W) < 1). Nothing
    /// when the limits were reached.
    static std::optional<RelationalRoot>
    find(const ReluSystem& system, const Box& known, const Limits& limits);

    /// n, proved.
    const Box& preActivations() const { return box_; }
    /// The system of the units that are open.
    const StableUnits& units() const { return *units_; }
    const Relaxation& relaxation() const { return *relaxation_; }
    /// ξᵀz + ηᵀd of all units as an objective of those that are open.
    Objective objective(const Functional& functional) const;
    /// An upper bound of ξᵀz + ηᵀd over all inputs (n and r entries), proved: the best of thirty ascent
    /// steps, or of those that the limits leave time for; ∞ when the numbers overflow.
    double bound(const Functional& functional, const Limits& limits = {}) const {
        return relax(functional, limits).bound;
    }
    /// The same with the multipliers that prove it, over the box of the relaxation.
    RelaxedPoint relax(const Functional& functional, const Limits& limits = {}) const;

private:
    RelationalRoot(const ReluSystem& system, Box box);

    Box box_;
    std::unique_ptr<const StableUnits> units_; ///< on the heap: the relaxation refers to its system
    std::unique_ptr<const Relaxation> relaxation_;
};

} // namespace kamke
