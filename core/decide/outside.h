// What lies just outside of certified radii.
#pragma once

#include "core/decide/decide.h"

namespace kamke {

/// Decides column k of `raw` (r×N, raw units) at an ε of its own, on options.threads threads; not where
/// eps(k) is NaN, nor after the limits: NotYet. At the least ε that a search could not certify
/// (RadiusTable::refused) an input that breaks the sample shows that its radius is exact. Conditions as for
/// decide().
std::vector<SampleDecision> decideEach(
    const Certifier& certifier, const Matrix& raw, std::span<const int> labels, const Vector& eps,
    const DecideOptions& options);

} // namespace kamke
