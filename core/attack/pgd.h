// Projected gradient descent.
#pragma once

#include "core/attack/attack.h"

namespace kamke {

/// The row of the attack list.
extern const Attack pgd;

} // namespace kamke
