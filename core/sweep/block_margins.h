// Margins in a block of a sweep, on the threads that the block has to itself.
#pragma once

#include "core/certify/column_input.h"
#include "core/certify/margins.h"

namespace kamke {

/// marginColumns() of some samples (numbers in `inputs`), each at an ε of its own (raw units), by
/// certificates of one state box. Those that take seconds for a sample (Cost::Search) are computed sample by
/// sample on options.threads threads, so that an answer depends neither on their number nor on the other
/// samples; of these only margins, work summed over threads, and status and rigour of the boxes are there.
std::vector<MarginColumns> blockMargins(
    const Certifier& certifier, const BallInputs& inputs, std::span<const Index> samples, const Vector& eps,
    std::span<const Certificate* const> certificates, const CertifyOptions& options);

} // namespace kamke
