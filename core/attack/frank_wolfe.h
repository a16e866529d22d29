// Steps between the corners of the ε-box or the border of the ball, towards every competitor.
#pragma once

#include "core/attack/attack.h"

namespace kamke {

/// The row of the attack list.
extern const Attack frankWolfe;

} // namespace kamke
