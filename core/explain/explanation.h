// Where the margin goes: the loss split over hidden units and pixels.
#pragma once

#include "core/certify/sample.h"

namespace kamke {

enum class UnitState { Inactive, Active, Undecided };
std::string_view unitStateName(UnitState state); ///< inactive, active, undecided

struct UnitShare {
    double lower = 0, upper = 0; ///< interval of x_i
    double nominal = 0;          ///< x_i at the sample
    UnitState state = UnitState::Undecided;
    double share = 0; ///< of the loss, ≥ 0 but for rounding; see Explanation::meaning
    double fromPixels =
        0; ///< radius that (|B|u_r)_i, in a ball ‖B_i‖_2ε, brings to the unit's pre-activation
    double amplified = 0; ///< radius that the other units bring, Σ_{k≠i}|a_ik| r_k
};

/// Of one certificate against one competitor j.
struct Explanation {
    const Certificate* certificate = nullptr;
    int label = 0, competitor = -1;
    double clean = 0; ///< z_j(u) = y_label − y_j at the sample
    double bound = 0; ///< z̲_j
    double loss = 0;  ///< clean − bound = Σ units.share + Σ inputShares + rest, but for rounding
    std::vector<UnitShare> units;
    Vector inputShares; ///< r: of the loss, ≥ 0 but for rounding; of a state box what D brings past all units
    double rest = 0;    ///< of the loss, ≥ 0: what belongs to no unit and no input
    std::string_view meaning; ///< what a share of this certificate is, in one sentence without a full stop
    /// r: derivative of z̲_j with respect to the pixel's own ε (raw units), see StateEnclosure::gradient;
    /// the slope to the right at a kink. A side of the box that the domain clips does not move. Empty where
    /// the margin is not read from the state box.
    Vector pixelDerivative;

    /// r: what each input costs at ε: −pixelDerivative·ε, or its share where there is no derivative.
    Vector inputCosts(double eps) const {
        return pixelDerivative.size() > 0 ? Vector(-eps * pixelDerivative) : inputShares;
    }
};

/// Splits the loss of report.find(certificate) against competitor j (−1: its worst), as its row says
/// (StateEnclosure::shares). Nothing when the certificate has no bound there.
std::optional<Explanation> explain(
    const Certifier& certifier, const SampleReport& report, std::string_view certificate,
    int competitor = -1);

} // namespace kamke
