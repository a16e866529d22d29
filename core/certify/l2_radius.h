// Certified radii in the l_2 norm, for monotone operator networks.
#pragma once

#include "certify/certifier.h"

namespace kamke {

/// For each column of `raw` (r×k, raw units) an r > 0 such that every raw input v with ‖v − raw_k‖_2 < r is
/// read as the label: min_j of the proved lower bound of (y_label − y_j) at the sample over the l_2 → l_2
/// Lipschitz constant of y_label − y_j (MonotoneGain, differenceGain; Pabbaraju, Winston, Kolter 2021, Thm 1
/// with ‖C_i − C_j‖_2‖B‖_2/m). Rounded down. 0 where nothing is certified, NaN where there is no fixed point
/// or Λ − ΛA ≻ 0 is not proved, infinite where no input matters.
Vector certifiedL2Radii(
    const Certifier& certifier, const Matrix& raw, std::span<const int> labels,
    const CertifyOptions& options = {});

} // namespace kamke
