// Derivatives of bounds that are read from a state box: how they move when the noise of one input grows.
#pragma once

#include "core/certify/certifier.h"
#include "core/model/box.h"

namespace kamke {

/// A box of raw inputs (r) and which of its ends move outward when an input's own ε grows: −1 and +1, 0 where
/// the domain holds them.
struct GrowingInput {
    Box box;
    Vector lower, upper;
};

/// r: derivative of the lower bound of overState·x + overInput·u (n and r entries, u normalised) over the
/// inputs and their state box, with respect to each input's own ε (raw units); the slope to the right at a
/// kink. Numerical: it explains a bound and proves nothing. Needs an Ok state box of the enclosure.
using BoundGradient = Vector (*)(
    const Certifier&, const GrowingInput& input, const Box& state, const Vector& overState,
    const Vector& overInput);

/// Through the fixed box of the mixed-monotone embedding (mixed-monotone-contractive (4)-(5)), by the
/// implicit function theorem: λ = S(g + Jᵀλ) with the embedded map's slopes S and weights J.
Vector mixedMonotoneGradient(
    const Certifier&, const GrowingInput& input, const Box& state, const Vector& overState,
    const Vector& overInput);
/// The same through the fixed box of intervals (mixed-monotone-contractive (12)-(13)).
Vector intervalGradient(
    const Certifier&, const GrowingInput& input, const Box& state, const Vector& overState,
    const Vector& overInput);
/// Of the value at the centre less (|T|K + |TD|)·radius, entrywise Lipschitz constants (nemon (14)-(15), row
/// by row).
Vector entrywiseLipschitzGradient(
    const Certifier&, const GrowingInput& input, const Box& state, const Vector& overState,
    const Vector& overInput);

} // namespace kamke
