// Stable units, eliminated: what is left is a system of the units whose sign depends on the input.
#pragma once

#include "core/sdp/relu_system.h"

#include <vector>

namespace kamke {

/// ξᵀz + ηᵀd of all units, as one of those that are left.
struct ReducedFunctional {
    Functional functional;
    /// ξᵀz + ηᵀd is never above this plus the value of `functional`: the constant part, with all that
    /// rounding may have taken from the rest.
    double constant = 0;
};

/// z = relu(Wz + Ud + u₀) (semialgebraic-mondeq (1)) with fewer units. For bounds of the pre-activations that
/// hold, the units with a_i ≤ 0 throughout have z_i = 0, and those
/// with a_i ≥ 0, here A, have z_A = a_A, so that
///   z_A = (I − W_AA)⁻¹(W_AV z_V + U_A d + u_A)
/// is put into the equations of the rest V: W_VV + W_VA(I − W_AA)⁻¹W_AV and so on, a system of the same kind.
/// I − W of it is a Schur complement, and the part of Λ on V serves it. Every rounding of this, also that of
/// the inverse, is in the error of the system, so that what is proved of it holds for the whole.
class StableUnits {
public:
    /// `a`: n bounds of the pre-activations, proved. Conditions: the system is not incremental, and I − W_AA
    /// is regular (Λ − ΛW ≻ 0); where its inverse is bad, so are the bounds, not the proof.
    StableUnits(const ReluSystem& system, const Box& a);

    /// Of the units V in ascending order. Its U may have more columns that matter than rows.
    const ReluSystem& system() const { return reduced_; }
    const std::vector<Index>& units() const { return unstable_; }
    /// ξ of n and η of r entries; of the result |V| and r. Linear functionals only (E empty).
    ReducedFunctional reduce(const Functional& functional) const;
    /// The entries of V of a vector of all units.
    Vector part(const Vector& all) const { return all(unstable_); }

private:
    std::vector<Index> active_, unstable_;
    ReluSystem reduced_;
    Matrix stateGain_; ///< |A|×|V|
    Matrix inputGain_; ///< |A|×r
    Vector offset_;    ///< |A|
    Vector error_;     ///< |A|: z_A is within it of stateGain·z_V + inputGain·d + offset
};

} // namespace kamke
