// Whether a proof holds.
#pragma once

#include "problem.h"

namespace kamke::check {

/// A network with the hash that proofs know it by; shared by all threads.
struct CheckedNetwork {
    explicit CheckedNetwork(const Network& network);
    Weights weights;
    std::string hash;
    bool relu;
};

/// Returns when the proof holds: every input of its set is read as its label, in exact arithmetic (robust),
/// or its witness lies in the set and is read as another class (broken). Throws Refused with the first
/// inequality that fails. Rounds upward while it runs.
void check(const CheckedNetwork& network, const Proof& proof);

} // namespace kamke::check
