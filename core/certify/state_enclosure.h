// How the states of an input box are enclosed, and all that differs between certificates by it.
#pragma once

#include "core/certify/bound_gradients.h"
#include "core/certify/bound_shares.h"
#include "core/certify/state_boxes.h"

#include <algorithm>
#include <array>

namespace kamke {

/// The kind of state box that a certificate reads. Certificates that name the same one share its boxes.
struct StateEnclosure {
    StateBoxes (*boxes)(const Certifier&, const ColumnInput&, const CertifyOptions&);
    /// The iteration that the boxes are the limit of, so that verdicts and margins can be read from its
    /// iterates; nothing for other boxes.
    std::optional<Embedding> embedding{};
    /// Its boxes lie inside those of these, whatever the input, and inside what those lie inside of.
    std::array<const StateEnclosure*, 3> inside{};
    /// Derivative of a bound that is read from the box; null where no bound is read from it.
    BoundGradient gradient = nullptr;
    /// Where the loss of its bounds arises.
    const ShareRule* shares;
    /// Certificates are asked in this order, cheap ones first: a sample that is certified at one stage is not
    /// computed again by tighter certificates. 0: a product with one constant; 1: with a matrix; 2: more.
    int stage = 2;
    /// It asks mixedMonotoneBoxes() for the states at the centres, from the start of the input.
    bool iteratesCentres = false;
    /// It needs Certifier::lipschitzTable(), which is kept in a file beside the network.
    bool readsLipschitzTable = false;

    bool isInside(const StateEnclosure& other) const {
        return this == &other || std::any_of(inside.begin(), inside.end(), [&](const StateEnclosure* next) {
                   return next && next->isInside(other);
               });
    }
    /// The mixed-monotone iteration settles at the same box from every start; that of intervals must start
    /// inside its fixed box.
    bool anyStartConverges() const { return embedding == Embedding::MixedMonotone; }
};

extern const StateEnclosure mixedMonotoneStates, intervalStates, entrywiseLipschitzStates, lipschitzStates;

} // namespace kamke
