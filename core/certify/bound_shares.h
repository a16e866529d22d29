// Where the loss of a bound arises: the margin of a sample less its lower bound, by hidden units and inputs.
#pragma once

#include "core/certify/certifier.h"
#include "core/model/box.h"

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace kamke {

struct SampleCertificate;
struct SampleReport;

/// (y_label − y_j)(sample) less its lower bound: entries ≥ 0 that add up to it, but for rounding.
struct BoundShares {
    Vector units;    ///< n
    Vector inputs;   ///< r
    double rest = 0; ///< what belongs to no unit and no input
    /// n: bounds of the pre-activations, or of multiples > 0 of them, that the method itself uses.
    std::optional<Box> preActivations{};
};

/// Where a sample is in the set of its inputs; not at the centre of a box that the domain clips.
struct SamplePoint {
    Vector state; ///< n: x*
    Vector d;     ///< r: raw − centre in units of the radii, 0 where these are 0; ‖d‖ ≤ 1
};

/// The shares of one column against competitor j, from what proved its bound; nothing where nothing did.
using SharesAt = std::function<std::optional<BoundShares>(int competitor, const SamplePoint& at)>;

/// How the bounds of a StateEnclosure are split.
struct ShareRule {
    std::optional<BoundShares> (*split)(
        const Certifier&, const SampleReport&, const SampleCertificate&, int competitor);
    std::string_view meaning; ///< one sentence without a full stop, for people: what a share is
};

/// Of margins that are read from the state box: unit i has [t]⁺(x − x̲) + [t]⁻(x − x̄) of its interval for
/// every row t of T C that the bound is made of, and an input the same of its interval through D.
extern const ShareRule stateBoxRule;
/// Of one Lipschitz constant for all inputs together, which has no terms by unit or input: the loss in
/// proportion to w_pρ_p in a box and w_p² in a ball, w the entrywise Lipschitz constants of y_label − y_j (of
/// y_label and y_j, where these are bounded one by one).
extern const ShareRule lipschitzRule;
/// The same with w of MonotoneGain.
extern const ShareRule monotoneLipschitzRule;
/// Of bounds by multipliers: SampleCertificate::shares, which StateBoxes::shares has kept.
std::optional<BoundShares>
keptShares(const Certifier&, const SampleReport&, const SampleCertificate&, int competitor);

/// What a bound is made of that is read from the state box: y_label − y_j as one row of the relative
/// classifier, or as two rows of outputs that are bounded each for itself. Σ over parts of overState·x +
/// overInput·u, plus the constant.
struct BoundPart {
    Vector overState, overInput; ///< n, r (u normalised)
};
std::vector<BoundPart> boundParts(const Network& network, bool relative, int label, int competitor);

} // namespace kamke
