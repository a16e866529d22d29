// Boxes of states for many input boxes at once, with what is proved about them.
#pragma once

#include "core/certify/bound_shares.h"
#include "core/certify/embedded_columns.h"
#include "core/model/box.h"
#include "core/sdp/output_ellipsoid.h"

#include <string>
#include <vector>

namespace kamke {

/// One column per input box. Where status is not Ok the columns hold NaN and the reason says why.
struct StateBoxes {
    Matrix centre, radius; ///< n×k: |x*(u) − centre| ≤ radius for every u of input box k, in exact arithmetic
    /// q×k bounds of y that do not come from the state box (Lipschitz: one constant for input → output);
    /// empty when there are none.
    Matrix outputLower, outputUpper;
    /// q×k lower bounds of y_label − y_j that do not come from the state box (l_2 Lipschitz: bounded as
    /// directions of their own), zero at the label; empty when there are none.
    Matrix differences;
    /// k ellipsoids that hold y, each with nothing where there is none; empty when the method has none.
    std::vector<std::optional<Ellipsoid>> ellipsoids{};
    /// k, of methods whose bounds come from multipliers: how these are split; empty unless asked for, and
    /// when the method has none. See CertifyOptions::shares.
    std::vector<SharesAt> shares{};
    std::vector<Status> status;       ///< k
    std::vector<std::string> reasons; ///< k, empty where Ok
    std::vector<int> iterations;      ///< k; 0: the method does not iterate
    std::vector<char> rigorous;       ///< k: proved in floating point
    std::optional<double> factor{};   ///< Lipschitz: the constant of the outputs

    bool ok(Index column) const { return status[static_cast<std::size_t>(column)] == Status::Ok; }
    Box box(Index column) const; ///< rounded outward
    /// Centre and radius of a column, so that they hold this box.
    void setBox(Index column, const Box& box);
    /// The column has no box, and nothing that was read from one.
    void fail(Index column, Status why, std::string reason);
    StateBoxes columns(const std::vector<Index>& some) const;
};

/// The boxes that an embedded iteration settles at from `start`, or from zero where it is empty. A judge may
/// end columns early, and keeps their boxes if it says so.
StateBoxes embeddedBoxes(
    const Certifier&, Embedding embedding, const ColumnInput&, std::optional<StateStart> start,
    const CertifyOptions&, EmbeddedJudge* judge = nullptr);
/// The fixed points of x̲ = Φ(⌈A⌉x̲ + ⌊A⌋x̄ + [B]⁺u̲ + [B]⁻ū + b), x̄ likewise (mixed-monotone-contractive
/// (4)-(5)), unique with x̲ ≤ x*(u) ≤ x̄ when μ_η(A) < 1 for some η (Thm 1): by diagonal-implicit steps, which
/// keep the order x̲ ≤ x̄, from input.start or from zero.
StateBoxes mixedMonotoneBoxes(const Certifier&, const ColumnInput&, const CertifyOptions&);
/// x*(centre) of every column, with what is proved of the distance from it where I − A is strongly monotone:
/// points but for rounding, from their residuals. Without the members that do not come from the state box.
StateBoxes monotonePoints(const Certifier&, const ColumnInput&, const CertifyOptions&);

/// Bounds of y over state boxes and inputs, rounded outward: C·centre + D·u ± (|C|·radius + |D|·u_r) + c
/// (mixed-monotone-contractive Thm 1, (13)); or those of `states`, where it has such. q×k; NaN where there is
/// no box.
struct OutputBounds {
    Matrix lower, upper;
};
OutputBounds outputBounds(const Certifier& certifier, const ColumnInput& input, const StateBoxes& states);

/// q×k: z̲ = [TC]⁺x̲ + [TC]⁻x̄ + [TD]⁺u̲ + [TD]⁻ū + Tc with T of each column's own label
/// (mixed-monotone-contractive (7)-(9)), rounded down; zero in the label's own row; NaN where there is no
/// box, and without labels.
Matrix relativeBounds(const Certifier& certifier, const ColumnInput& input, const StateBoxes& states);

} // namespace kamke
