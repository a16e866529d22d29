// How large the states of each unit can be, to a power of two, where units are measured in very different
// units.
#pragma once

#include "core/model/types.h"

namespace kamke {

struct Network;

/// Powers of two near s = |A|s + |B|t + |b| + |φ(0)|, the sizes that states can have (the unit's own feedback
/// solved, A contracting, t the sizes of normalised inputs, 1 where they are not known): n entries > 0. Empty
/// where they differ by less than a factor of 1000: then all units count alike. DAD^{-1}, DB, CD^{-1} and Db
/// have the same outputs for every positive diagonal D, so that iterations which stop relative to the largest
/// state look at every unit in its own size, too. No bound depends on the sizes being right: a proof holds
/// for any, and they only decide how near it is and when iterations stop.
Vector unitSizes(const Network& network);

/// The same for the inputs, raw units: powers of two near their standard deviations, or near the largest
/// values of their domain. Empty where they differ by less than a factor of 1000, or are not known.
Vector inputSizes(const Network& network);

} // namespace kamke
