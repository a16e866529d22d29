// The Robustness Model of one system, asked for one functional after the other.
#pragma once

#include "core/sdp/functional_bound.h"
#include "core/sdp/stable_units.h"

#include <optional>

namespace kamke {

/// Bounds functionals of a system over its unstable units (see StableUnits), each from the profile of the
/// inputs that the last one ended with.
class SemidefiniteModel {
public:
    /// `preActivations`: n bounds that hold, proved; null: over all units. `lambda` as in boundFunctional().
    /// The system has to outlive it, and is not incremental where there are bounds.
    SemidefiniteModel(const ReluSystem& system, const Box* preActivations, const Vector& lambda);

    /// max ξᵀz + ηᵀd over all inputs (semialgebraic-mondeq (CertMON-i), degree 1), n and r entries, as
    /// boundFunctional(): bound, target, giveUpAbove and progress are those of this functional, while the
    /// multipliers are of the unstable units.
    FunctionalBound bound(const Functional& functional, const FunctionalOptions& options);

    /// Units that programs are solved over; 0: every bound is a dual norm.
    Index units() const { return system().n(); }

private:
    const ReluSystem& system() const { return reduced_ ? reduced_->system() : whole_; }

    const ReluSystem& whole_;
    std::optional<StableUnits> reduced_;
    Vector lambda_, profile_;
};

} // namespace kamke
