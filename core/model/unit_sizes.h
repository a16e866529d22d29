// How large the states of each unit can be, to a power of two, where units are measured in very different
// units.
#pragma once

#include "core/model/types.h"

namespace kamke {

struct Network;

/// Powers of two near s = |A|s + |B|·1 + |b| + |φ(0)|, the sizes that states can have (the unit's own
/// feedback solved, A contracting: n entries > 0). Empty where they differ by less than a factor of 1000, or
/// are not known: then all units count alike. Iterations that stop relative to the largest state look at
/// every unit in its own size, too: D^{-1}AD, D^{-1}B, CD has the same outputs for every positive diagonal D.
Vector unitSizes(const Network& network);

/// The same for the inputs, raw units: powers of two near their standard deviations, or near the largest
/// values of their domain. Empty where they differ by less than a factor of 1000, or are not known.
Vector inputSizes(const Network& network);

} // namespace kamke
