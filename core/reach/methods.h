// The list of reach methods.
#pragma once

#include "core/model/analysis.h"
#include "core/model/line_style.h"
#include "core/reach/enclosure.h"

#include <span>

namespace kamke {

struct ReachOptions {
    bool keepTrace = false;    ///< keep the iterates of the embedded iterations (default: false)
    int maxIterations = 20000; ///< of the embedded iterations (default: 20000)
    int maxPieces = 20000;     ///< of the exact reach set (default: 20000)
    Limits limits;
};

/// What one input box or sample costs: little, many at once in a few matrix products; tens of milliseconds;
/// or seconds.
enum class Cost { Columns, Sample, Search };

/// A method is a row: plots, tables, legends, the command line, the documentation and the tests are made from
/// it.
struct Method {
    std::string_view id;          ///< of the command line: mm
    std::string_view name;        ///< in full: mixed monotone
    std::string_view label;       ///< beside its box in a plot: MM
    std::string_view formula;     ///< one line
    std::string_view citation;    ///< paper and equation
    std::string_view explanation; ///< one sentence for a tooltip
    std::uint32_t colour;         ///< 0xRRGGBB on a light ground (Okabe-Ito)
    std::uint32_t darkColour;     ///< 0xRRGGBB on a dark ground
    LineStyle line;
    int key = 0; ///< Alt and this digit show and hide it in the window; 0: no key
    Cost cost = Cost::Columns;
    /// Why it does not apply, in one sentence; nothing when it does. `box` is in raw units, r entries.
    std::optional<std::string> (*whyNot)(const NetworkAnalysis&, const Box& box);
    /// Runs it; whyNot has said nothing. `box` is in raw units.
    Enclosure (*run)(const NetworkAnalysis&, const Box& box, const ReachOptions&);
};

/// All of them, tightest first: exact, mm, entrywise-lipschitz, ibp, lipschitz; and those that compare with
/// none of these: lipschitz-l2, relational, sdp and ellipsoid (both inside relational).
std::span<const Method> methods();
/// The method of this id, or null.
const Method* findMethod(std::string_view id);
/// "exact, mm, …", for messages.
std::string methodIds();

/// One method on one box of raw inputs (valid, r entries): asks whyNot, runs, measures seconds. An Ok
/// enclosure is finite and ordered (lower ≤ upper), or it is turned into not-converged.
Enclosure reach(
    const Method& method, const NetworkAnalysis& analysis, const Box& box, const ReachOptions& options = {});

} // namespace kamke
