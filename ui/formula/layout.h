// Sets a formula: tree of nodes to tree of boxes, by the rules of TeX (The TeXbook, appendix G) in short.
#pragma once

#include "ui/formula/box.h"
#include "ui/formula/node.h"

namespace kamke::ui::formula {

/// Displayed formulas have large operators with limits above and below; those in text stay low.
enum class Placement { Inline, Display };

Box layOut(const Node& node, Placement placement);

} // namespace kamke::ui::formula
