// How a line is drawn, besides its colour: the second cue.
#pragma once

namespace kamke {

enum class LineStyle { Solid, Dashed, Dotted, DashDot, DashDotDot, LongDash, LongDashDot, SparseDots, Fill };

} // namespace kamke
