// From the settings of the Sweep workspace to the plan of the core.
#pragma once

#include "core/sweep/plan.h"
#include "ui/state/sweep_state.h"

#include <limits>

namespace kamke::ui {

/// At most so many values of ε.
inline constexpr Index mostEps = 1000;

/// The ε of a grid as it is typed: numbers ≥ 0, between them spaces, semicolons or commas with a space after
/// them; "a; b … c" goes on from a in steps of b − a up to c; "a … c in 30" are 30 equally spaced numbers,
/// "a … c in 30 log" 30 with equal ratios; "..." is "…". Sorted, without repetitions. The error is one
/// sentence.
Result<Vector> parseEpsGrid(const QString& text);
/// A grid as it is kept in states and sessions, with decimal points, and as the user's locale writes it.
QString storedEpsGrid(const QString& typed);
QString shownEpsGrid(const QString& stored);

/// PlannedAttack::first of an attack on all samples.
inline constexpr Index everySample = std::numeric_limits<Index>::max();

/// Why there is nothing to compute, in one sentence; empty: there is something.
QString whyNothing(const SweepState& settings);

/// Whether a sweep can keep inputs in a domain: balls are not cut, and the open network alone may have none.
/// Of several networks each is asked when it is swept.
bool canClip(const SweepState& settings, const Network& open);

/// The error is what is wrong with ε, or that there is nothing to compute.
Result<SweepPlan> sweepPlan(const SweepState& settings);

} // namespace kamke::ui
