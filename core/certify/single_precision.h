// Embedded iterations in single precision: a start for those in double precision.
#pragma once

#include "core/certify/embedded_columns.h"

namespace kamke {

/// Relative accuracy that steps in single precision reach.
inline constexpr double singlePrecision = 1e-6;

/// ReLU networks only. Iterates `start` until no end of a box moves by more than singlePrecision, relative,
/// or for a hundred steps; a column that does not settle stays at its start. Nothing is proved of these
/// boxes: the iteration in double precision goes on from them, and proves.
StateStart singlePrecisionBoxes(
    const Certifier& certifier, Embedding embedding, const ColumnInput& input, const StateStart& start,
    const Limits& limits);

} // namespace kamke
