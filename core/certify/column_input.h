// Input boxes of many columns as all state boxes start from them: centre and radius, and their images under
// B.
#pragma once

#include "certify/certifier.h"

namespace kamke {

struct ColumnInput {
    InputColumns raw;
    Matrix centre, radius;   ///< r×k, normalised: u lies within radius of centre, in exact arithmetic
    Matrix wCentre, wRadius; ///< n×k: B·centre + b and |B|·radius, as computed
    Vector magnitude;        ///< k: largest |centre| + radius, rounded up
};
ColumnInput columnInput(const Certifier& certifier, InputColumns raw);

/// The points of `raw` (r×k) as boxes, without radius but for the rounding of the normalisation.
ColumnInput pointInput(const Certifier& certifier, const Matrix& raw, std::span<const int> labels);
/// Raw centres of the boxes, r×k, and the radii around them that cover the boxes, rounded up.
struct RawCentres {
    Matrix centre, radius;
};
RawCentres rawCentres(const InputColumns& inputs);

} // namespace kamke
