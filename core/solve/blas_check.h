// Whether BLAS computes what Eigen computes without it.
#pragma once

namespace kamke {

/// Every kind of product that Kamke leaves to BLAS agrees with Eigen's own within rounding, for shapes of all
/// remainders. Takes a few milliseconds.
bool blasProductsAreCorrect();

} // namespace kamke
