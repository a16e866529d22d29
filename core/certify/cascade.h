// One sample through attack, Lipschitz table, relational bounds, the semidefinite model and the search: the
// cheapest that decides.
#pragma once

#include "core/certify/sample_system.h"
#include "core/sdp/functional_bound.h"
#include "core/search/search.h"

#include <array>
#include <functional>
#include <string_view>

namespace kamke {

/// In the order of cost.
enum class CascadeStage { Attack, Lipschitz, Relational, Semidefinite, Search };
constexpr std::size_t cascadeStages = 5;

/// What proves the bounds of a competitor, so that they can be explained (see cascadeShares()); empty where
/// there is no bound.
struct CompetitorProof {
    Vector relational;              ///< of the open units, over the box of CascadeResult::root
    SystemMultipliers semidefinite; ///< of the open units
    std::shared_ptr<const SearchLeaf> search;
};

/// What is known of y_label − y_j over the inputs.
struct CompetitorCascade {
    int competitor = 0;
    double attacked = 0; ///< the least value that was found, as computed; ≤ 0: another class wins somewhere
    /// Proved lower bounds; NaN: not asked for.
    double lipschitz = nan, relational = nan, semidefinite = nan, search = nan;
    /// Who decided, and whether it is certified; nothing when it stays open.
    std::optional<CascadeStage> decidedBy;
    bool certified = false;
    int passes = 0, iterations = 0; ///< of the semidefinite model
    InteriorEnd end = InteriorEnd::Gap;
    Index nodes = 0;                        ///< of the search
    double seconds = 0;                     ///< of the semidefinite model and the search for it alone
    std::shared_ptr<const SearchTree> tree; ///< of the search, when it was asked for
    CompetitorProof proof{};

    /// The best of the proved lower bounds; NaN when there is none.
    double bound() const;
};

struct CascadeResult {
    std::vector<CompetitorCascade> competitors; ///< all classes but the label, in order
    std::array<double, cascadeStages> seconds{};
    bool complete = false; ///< false: stopped; the bounds so far hold
    Box preActivations;    ///< n, proved; empty when not asked for
    /// The relational bounds of the sample; null when not asked for.
    std::shared_ptr<const RelationalRoot> root;
    Index unstable = 0; ///< units that the semidefinite model was solved over; 0: not asked for, or none left
    Vector witness;     ///< r: the d where another class wins, as computed; empty: none was found
    /// What is known of that class; null: it is the label, or no class.
    const CompetitorCascade* of(int competitor) const;
    CompetitorCascade* of(int competitor);
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
    bool search = false;      ///< what is still open, by branch and bound (see search(); default: false)
    Index maxNodes = 1000000; ///< of the search, for one competitor
    bool keepTrees = false;   ///< CompetitorCascade::tree (default: false)
    /// q×q Lipschitz constants of y_i − y_j for ‖d‖ in raw units, from above (default: none).
    const Matrix* lipschitz = nullptr;
    double radius = 0; ///< that these are multiplied with: ‖Δu‖ of the inputs, raw units
    /// Solve also what is decided already, to the gap: the best margins instead of a verdict (default:
    /// false).
    bool everyMargin = false;
    double gap = 5e-3; ///< relative, of the semidefinite model (default: 5e-3)
    Limits limits;
    /// Value of y_j − y_label at the input d (r entries), by an independent solve: what makes a candidate of
    /// the search a witness (default: the fixed-point iteration of the network).
    std::function<double(Index competitor, const Vector& d)> value;
    std::function<void(const CascadeProgress&)> progress;
    /// How far the search of a competitor is: bound and value are of y_competitor − y_label. Its tree is
    /// there with `keepTrees`.
    std::function<void(int competitor, const SearchProgress&)> searching;
    /// Called after each stage, and after each competitor of the last ones, with what is known by then
    /// (default: none).
    std::function<void(const CascadeResult&)> finished;
};

/// A competitor goes to the next stage only while it is undecided. A verdict ends with the first
/// competitor that the last stage leaves open: the sample is then not certified, whatever the others say.
CascadeResult
runCascade(const Certifier& certifier, const SampleSystem& sample, const CascadeOptions& options = {});

} // namespace kamke
