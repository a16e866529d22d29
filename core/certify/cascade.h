// One sample through attack, Lipschitz table, relational bounds and the semidefinite model: the cheapest that
// decides.
#pragma once

#include "core/certify/sample_system.h"
#include "core/sdp/functional_bound.h"

#include <array>
#include <functional>
#include <string_view>

namespace kamke {

/// In the order of cost.
enum class CascadeStage { Attack, Lipschitz, Relational, Semidefinite };
constexpr std::size_t cascadeStages = 4;

/// What is known of y_label − y_j over the inputs.
struct CompetitorCascade {
    int competitor = 0;
    double attacked = 0; ///< the least value that was found, as computed; ≤ 0: another class wins somewhere
    double lipschitz = nan, relational = nan, semidefinite = nan; ///< proved lower bounds; NaN: not asked for
    /// Who decided, and whether it is certified; nothing when it stays open.
    std::optional<CascadeStage> decidedBy;
    bool certified = false;
    int passes = 0, iterations = 0; ///< of the semidefinite model
    InteriorEnd end = InteriorEnd::Gap;

    /// The best of the proved lower bounds; NaN when there is none.
    double bound() const;
};

struct CascadeResult {
    std::vector<CompetitorCascade> competitors; ///< all classes but the label, in order
    std::array<double, cascadeStages> seconds{};
    bool complete = false; ///< false: stopped; the bounds so far hold
    Box preActivations;    ///< n, proved; empty when not asked for
    Index unstable = 0; ///< units that the semidefinite model was solved over; 0: not asked for, or none left
    bool certified() const;
    /// The least of the bounds over all competitors; NaN when one of them has none.
    double margin() const;
};

/// What the solver of a competitor is doing.
struct CascadeProgress {
    int competitor = 0, pass = 0;
    InteriorStep
        step; ///< in units of the margin: `bound` and `primal` are lower and upper ends of y_label − y_j
};

struct CascadeOptions {
    bool attack = true, relational = true, semidefinite = true;
    /// q×q Lipschitz constants of y_i − y_j for ‖d‖ in raw units, from above (default: none).
    const Matrix* lipschitz = nullptr;
    double radius = 0; ///< that these are multiplied with: ‖Δu‖ of the inputs, raw units
    /// Solve also what is decided already, to the gap: the best margins instead of a verdict (default:
    /// false).
    bool everyMargin = false;
    double gap = 5e-3; ///< relative, of the semidefinite model (default: 5e-3)
    Limits limits;
    std::function<void(const CascadeProgress&)> progress;
    /// After every stage and every competitor of the last: what is known by then (default: none).
    std::function<void(const CascadeResult&)> finished;
};

/// Every competitor is asked of the next stage only while it is open. A verdict ends with the first
/// competitor that the last stage leaves open: the sample is then not certified, whatever the others say.
CascadeResult
runCascade(const Certifier& certifier, const SampleSystem& sample, const CascadeOptions& options = {});

} // namespace kamke
