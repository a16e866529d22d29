// Certified radius: the largest ε that a certificate certifies, by bisection.
#pragma once

#include "certify/margins.h"

namespace kamke {

struct RadiusOptions {
    double tolerance = 1e-4; ///< width of the last bracket, raw units (default: 1e-4)
    double largest = 1;      ///< no larger ε is tried (default: 1)
};

/// methods×k: the largest ε found with margin > 0 (a lower bound of the true one by at most `tolerance`); 0
/// when none was; NaN where the sample is misread at ε = 0 or the certificate has no box. Margins do not
/// increase with ε, so bisection is exact up to the tolerance; the ε reported was itself certified.
Matrix certifiedRadii(
    const Certifier& certifier, const Matrix& raw, std::span<const int> labels,
    std::span<const Certificate* const> certificates, const RadiusOptions& radius = {},
    const CertifyOptions& options = {});

} // namespace kamke
