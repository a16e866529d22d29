// Boxes of states for many input boxes at once, with what is proved about them.
#pragma once

#include "certify/certifier.h"

#include <string>
#include <vector>

namespace kamke {

/// One column per input box. Where status is not Ok the columns hold NaN and the reason says why.
struct StateBoxes {
    Matrix lower, upper; ///< n×k: every x*(u) of input box k lies in column k
    /// q×k bounds of y that are tighter than those of the state box (Lipschitz: one constant for input →
    /// output); empty when there are none.
    Matrix outputLower, outputUpper;
    std::vector<Status> status;       ///< k
    std::vector<std::string> reasons; ///< k, empty where Ok
    std::vector<int> iterations;      ///< k
    std::vector<char> rigorous;       ///< k: proved in floating point
};

/// The embedded fixed boxes of mixed-monotone-contractive (4)-(5).
StateBoxes mixedMonotoneBoxes(const Certifier&, const InputColumns&, const CertifyOptions&);
/// The fixed interval boxes of mixed-monotone-contractive (12)-(13); diverged where there are none.
StateBoxes intervalBoxes(const Certifier&, const InputColumns&, const CertifyOptions&);
/// x*(centre) ± K·radius, K = (I − |A|ᴹ)⁻¹|B|.
StateBoxes entrywiseLipschitzBoxes(const Certifier&, const InputColumns&, const CertifyOptions&);
/// x*(centre) ± η·‖·‖ and y(centre) ± L·max radius (nemon (14)-(15)).
StateBoxes lipschitzBoxes(const Certifier&, const InputColumns&, const CertifyOptions&);

} // namespace kamke
