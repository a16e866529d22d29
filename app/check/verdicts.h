// The two kinds of verdict. Both throw Refused with the first inequality that fails; rounding is upward.
#pragma once

#include "problem.h"

namespace kamke::check {

/// Every input of the set is read as the label:
///
/// 1. The state is unique and continuous in the input (Unique), and so is a, its pre-activations.
///
/// 2. At the centre of the set a lies in the box `start`. Wherever a lies in it, bounds from multipliers put
/// a into its interior. The set is connected: if some input had an a outside of `start`, there would be one
/// on a way from the centre to it with a in `start` but not in its interior. So a lies in `start` for all
/// inputs, and in the bounds.
///
/// 3. Any later bound holds for all inputs whose a lies in the bounds it is computed from.
///
/// 4. A split covers its node: every a_j is ≥ 0 or ≤ 0. The bounds of a side are those of its node and the
/// sign, and those refreshed there hold for the inputs of that side. A part whose bounds exclude each other
/// has no input. Every other leaf shows y_class − y_label < 0 for its inputs. So it holds for all inputs, and
/// for all classes but the label.
///
/// No other fact is used: neither where the multipliers come from nor how the tree was found.
void checkRobust(const Weights& weights, const Proof& proof);

/// The witness lies in the set, and its state lies so near the one that is written that y_readAs > y_label.
void checkBroken(const Weights& weights, const Proof& proof);

} // namespace kamke::check
