// Certified radius: the largest ε that a certificate certifies, by bisection.
#pragma once

#include "core/certify/margins.h"

namespace kamke {

struct RadiusOptions {
    double tolerance = 1e-4; ///< width of the last bracket, raw units (default: 1e-4)
    double largest = 1;      ///< no larger ε is tried (default: 1)

    /// For these samples (r×k, raw) of a network: `largest` is the width of the input domain, or where there
    /// is none the range of the samples' values, and the tolerance 1e-4 of it. Pictures of 0 … 1 have the
    /// values above, and so has what has no width, or none that is a number.
    static RadiusOptions of(const Network& network, const Matrix& raw);
};

/// Certified radii of k samples. Rows are filled block by block.
struct RadiusTable {
    /// methods×k: the largest ε found with margin > 0 (a lower bound of the true one by at most `tolerance`);
    /// 0 when none was; NaN where the sample is misread at ε = 0, where the certificate has no box, or where
    /// a stop came first.
    Matrix radii;
    Index done = 0; ///< samples that are final
    bool complete = false;
};

/// Bisection per certificate and column of `raw` (r×k). Margins do not increase with ε, so that it is exact
/// up to the tolerance; the ε reported was itself certified.
RadiusTable certifiedRadii(
    const Certifier& certifier, const Matrix& raw, std::span<const int> labels,
    std::span<const Certificate* const> certificates, const RadiusOptions& radius = {},
    const CertifyOptions& options = {});

} // namespace kamke
