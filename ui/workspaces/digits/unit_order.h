// Hidden units in the order of a view, and what the largest of them share.
#pragma once

#include "core/explain/explanation.h"

#include <QString>
#include <vector>

namespace kamke::ui {

enum class UnitSort { Share, Width, Index };

/// Indices of the units, largest first; by index in their own order. Equal ones keep their order.
std::vector<int> orderOf(const Explanation& explanation, UnitSort sort);
/// "26 of 100 units carry 84 % of the loss": the fewest units that carry most of it.
QString shareSentence(const Explanation& explanation);
/// "unit 48: undecided, [0, 0.31], 4.2 % of the loss; radius 0.1 from the pixels, 0.2 from other units".
QString unitSentence(const Explanation& explanation, int unit);
/// inactive, always active, undecided.
QString stateWords(UnitState state);

} // namespace kamke::ui
