// What is known of the picked sample.
#pragma once

#include "core/attack/attack.h"
#include "core/certify/radius.h"
#include "core/explain/explanation.h"
#include "ui/state/digits_state.h"

#include <memory>

namespace kamke::ui {

/// What does not depend on ε: computed after the rest and kept while ε moves.
struct DigitCurves {
    std::vector<const Certificate*> certificates; ///< of the rows, in list order
    Vector eps;                                   ///< grid, raw units, log-spaced
    /// certificates×grid; NaN without a box. Those that take seconds have few points, which come one by one.
    Matrix margins;
    Vector radii; ///< certified radius per certificate; NaN without one, and for those that take seconds
    bool attacked = false; ///< `broken` has been searched for
    double broken = 0;     ///< least ε at which an attack was found; NaN: none up to the end of the grid

    /// NaN where there is none.
    double radius(const Certificate& certificate) const;
};

/// Fills in from top to bottom; what is not there yet is empty. Certificates are those of the state, in
/// order; those that take seconds come last, one by one.
struct DigitResult {
    std::shared_ptr<const Certifier> certifier;
    SampleReport report;
    BallNorm norm = BallNorm::Linf;         ///< that report.eps bounds
    std::optional<Explanation> explanation; ///< of the state's certificate and competitor
    /// The one that bars, units and pixels are of: the state's, else the best one with a box.
    QString certificate;
    Matrix sampleLogits;                 ///< q×500 of random inputs within ε
    std::optional<AttackOutcome> attack; ///< digitAttack() within the same ε
    /// While `attack` is missing: the one of the ε before, for pictures that would flicker. It proves nothing
    /// here.
    std::shared_ptr<const AttackOutcome> olderAttack;
    std::shared_ptr<const DigitCurves> curves;
    std::vector<const Certificate*> pending; ///< shown, but not in the report yet
    /// The one whose curve is not finished; null: none.
    const Certificate* drawing = nullptr;
    /// A certificate has no box because nobody has computed the Lipschitz table of this norm.
    std::optional<BallNorm> missingTable;
    quint64 generation = 0;

    const Network& network() const { return certifier->network(); }
    /// Inputs are kept in the domain, and the sample is outside of it: nothing is certified, drawn or
    /// attacked.
    bool isOutside() const { return report.clip && !report.outside.empty(); }
    /// What the attack found; null while there is nothing, and where there is nothing to attack.
    const AttackOutcome* attacked() const { return attack && !attack->outside ? &*attack : nullptr; }
    /// The kind that `attack` and DigitCurves::broken are of.
    const Attack& attackKind() const;
};

/// The attack that the workspace runs beside the certificates: PGD, or Frank-Wolfe steps in a ball of l_2
/// where the network is a monotone one of relu, whose margin is nearly linear: it finds as much there in a
/// third of the time.
const Attack& digitAttack(const NetworkAnalysis& analysis, BallNorm norm);
/// Its options: 40 steps and 5 restarts of PGD.
AttackOptions digitAttackOptions(BallNorm norm, bool clip);

std::shared_ptr<const Network> networkOf(const DigitResult& result);

/// The state shows the certificate. An empty list stands for all that take no seconds.
bool shows(const DigitsState& digits, const Certificate& certificate);

} // namespace kamke::ui
