// Continuous image inversion.
#pragma once

#include "core/attack/attack.h"

namespace kamke {

/// The row of the attack list.
extern const Attack inversion;

} // namespace kamke
