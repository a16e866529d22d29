// The two steps by which a relu system is made, for those that put one between them.
#pragma once

#include "core/sdp/relu_system.h"

namespace kamke {

/// a = Az + Ud + Bu_c + b as it stands, own = 1, with the error of w and of U. Conditions as of reluSystem();
/// bounds of the states are those of relu.
ReluSystem
plainSystem(const NetworkAnalysis& analysis, const CentreState& at, const Vector& radii, BallNorm norm);

/// Solves the own feedback of every unit of a plain system: see ReluSystem.
void solveOwnFeedback(ReluSystem& s);

} // namespace kamke
