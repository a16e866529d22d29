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
    double share = 0; ///< of the loss z_j(u) − z̲_j: [TC]⁺(x − x̲) + [TC]⁻(x − x̄) of this unit, ≥ 0
    double fromPixels = 0; ///< radius that (|B|u_r)_i brings to the unit's pre-activation
    double amplified = 0;  ///< radius that the other units bring, Σ_{k≠i}|a_ik| r_k
};

/// Of one certificate with a state box, against one competitor j.
struct Explanation {
    const Certificate* certificate = nullptr;
    int label = 0, competitor = -1;
    double clean = 0; ///< z_j(u) = y_label − y_j at the sample
    double bound = 0; ///< z̲_j
    double loss = 0;  ///< clean − bound = Σ share + directShare
    std::vector<UnitShare> units;
    double directShare = 0; ///< what D brings without any unit
    /// r: derivative of z̲_j with respect to the pixel's own ε (raw units), see StateEnclosure::gradient;
    /// the slope to the right at a kink. A side of the box that the domain clips does not move.
    Vector pixelDerivative;
};

/// Splits the loss of report.find(certificate) against competitor j (−1: its worst). Nothing when the
/// certificate has no box, or does not read its margin from the state box (Lipschitz).
std::optional<Explanation> explain(
    const Certifier& certifier, const SampleReport& report, std::string_view certificate,
    int competitor = -1);

} // namespace kamke
