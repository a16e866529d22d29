// The outputs of a system as functions of its unstable units and inputs, and proofs of ellipsoids around
// them.
#pragma once

#include "core/sdp/ellipsoid.h"
#include "core/sdp/input_profile.h"
#include "core/sdp/stable_units.h"

namespace kamke {

/// y = Cz + c, rewritten over the units that stay open (see StableUnits): y = C'z_V + H'd + c' ± error. The
/// outputs are eliminated beside the stable units, as further units that nothing depends on.
class OutputSystem {
public:
    /// `preActivations`: n bounds that hold, proved. C of n columns, c. Conditions of StableUnits. Where all
    /// are stable, one unit that no output depends on stands for them.
    OutputSystem(const ReluSystem& system, const Box& preActivations, const Matrix& C, const Vector& c);

    /// Units that are left.
    Index n() const { return joined_.n() - q_; }
    Index q() const { return q_; }
    /// Empty where there is only the idle one.
    const std::vector<Index>& kept() const { return units_; }
    /// Their entries of a vector of all units of the system.
    Vector part(const Vector& all) const { return idle_ ? Vector(Vector::Ones(1)) : Vector(all(units_)); }
    /// Their states at the input d, of the states of all units there.
    Vector statesAt(const Vector& all, const Vector& d) const;
    /// The system of these units alone.
    const ReluSystem& units() const { return left_; }
    /// C', H' and c'.
    Matrix states() const { return joined_.W.bottomLeftCorner(q_, n()); }
    Matrix inputs() const { return joined_.U.bottomRows(q_); }
    Vector constant() const { return joined_.u0.tail(q_); }
    /// The directions of the inputs that move units or outputs: R of n() + q() rows.
    ProfiledInputs profiled(const Vector& l) const {
        return profiledInputs(joined_, Vector::Zero(joined_.r()), l);
    }

    /// The units beside q more, w = Lᵀ(y − centre) with "pre-activations" a = 2w, so that −w(w − a) = w²: a
    /// bound of 0 with multipliers t = 1, p = r = 0 of these is one of ‖w‖² (see checkedBound()).
    ReluSystem gauge(const Ellipsoid& e) const;
    /// A radius for {‖Lᵀ(y − centre)‖ ≤ radius} that is proved from multipliers of the units; infinite when
    /// none follows.
    double provedRadius(const ReluSystem& gauge, const SystemMultipliers& multipliers) const;
    /// Those multipliers beside the ones of the gauge.
    SystemMultipliers withGauge(const SystemMultipliers& multipliers) const;

private:
    Index q_;
    bool idle_ = false; ///< no unit is open, and one that nothing depends on stands for them
    std::vector<Index> units_;
    ReluSystem joined_, left_; ///< units and outputs; units alone
};

} // namespace kamke
