// The embedded iteration on many columns at once: centre/radius form, two products a step, finished columns
// leave.
#pragma once

#include "certify/column_input.h"

#include <string>

namespace kamke {

/// Which embedding: the Metzler part of A, whose units' own feedback is solved in each step, or plain
/// intervals.
enum class Embedding { MixedMonotone, Interval };

struct EmbeddedColumns {
    Matrix centre, radius; ///< n×k
    std::vector<Status> status;
    std::vector<int> iterations;
};

/// Iterates from centre = `start` (n×k), radius 0. Columns that end with a status other than Ok hold NaN.
EmbeddedColumns embeddedFixedBoxes(
    const Certifier& certifier, Embedding embedding, const ColumnInput& input, const Matrix& start,
    const CertifyOptions& options);

/// Shows for every Ok column, in floating point, that the mixed-monotone embedded map sends a box that is
/// this one or a little larger into itself, and replaces the column by that box (see provedInvariantBox,
/// reach/embedding.h). Returns per column whether that succeeded; the others stay as they were.
std::vector<char>
proveInvariant(const Certifier& certifier, const ColumnInput& input, EmbeddedColumns& columns);

} // namespace kamke
