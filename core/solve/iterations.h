// The list of fixed-point iterations.
#pragma once

#include "core/model/line_style.h"
#include "core/solve/fixed_point_problem.h"

#include <cstdint>
#include <memory>
#include <span>

namespace kamke {

/// What theory says of one iteration on one problem.
struct Promise {
    bool converges = false; ///< its condition holds (numerically): it converges from every start
    std::string reason;     ///< the condition with its numbers, one sentence, whether it holds or not
    double factor = 0; ///< ‖T(z) − T(z')‖ ≤ factor·‖z − z'‖, also where it is ≥ 1; NaN without theory
    Norm norm; ///< in which that holds, and in which steps are measured
};

/// One step z ← T(z), with what it remembers (Anderson acceleration does).
class Stepper {
public:
    virtual ~Stepper() = default;
    /// The z to start from for a state x, and the state that belongs to z. Most iterations have z = x.
    virtual Vector fromState(const Vector& x) const { return x; }
    virtual Vector toState(const Vector& z) const { return z; }
    /// Writes T(z) into `next`, which has z's size.
    virtual void step(const Vector& z, Vector& next) = 0;
};

/// An iteration is a row: plots, tables, the command line, the documentation and the tests are made from it.
struct FixedPointIteration {
    std::string_view id;          ///< of the command line: average
    std::string_view name;        ///< in full: average iteration
    std::string_view label;       ///< in a legend: average
    std::string_view formula;     ///< one line
    std::string_view condition;   ///< when it converges, one line: μ_η(A) < 1, 0 < α ≤ α*
    std::string_view citation;    ///< paper and equation
    std::string_view explanation; ///< one sentence for a tooltip
    std::uint32_t colour, darkColour;
    LineStyle line;
    bool usesAlpha; ///< α is free; else it is ignored
    /// The α to start from: α* for average and forward-backward; 1 where α is not used.
    double (*defaultAlpha)(const FixedPointProblem&);
    Promise (*promise)(const FixedPointProblem&, double alpha);
    /// Why the embedded version may lose x̲ ≤ x̄ on the way, in one sentence that says why that matters;
    /// nothing when it keeps the order from every ordered start.
    std::optional<std::string> (*whyOrderIsLost)(const FixedPointProblem&, double alpha);
    /// A stepper that looks at `problem`, which must outlive it; null where the step is not defined.
    std::unique_ptr<Stepper> (*make)(const FixedPointProblem&, double alpha);
};

/// All of them: picard, average, forward-backward, peaceman-rachford, anderson, diagonal-implicit.
std::span<const FixedPointIteration> iterations();
/// The row of this id, or null.
const FixedPointIteration* findIteration(std::string_view id);
/// "picard, average, …", for messages.
std::string iterationIds();

/// Everything that one run shows.
struct IterationRun {
    Status status = Status::NotConverged;
    std::string reason;             ///< for every status but Ok
    std::vector<Vector> iterates;   ///< the states x_0 … x_K (embedded: stacked)
    std::vector<double> residuals;  ///< ‖x_k − Φ(Ax_k + w)‖_η, K+1
    std::vector<double> steps;      ///< ‖z_{k+1} − z_k‖ in the promise's norm, K
    std::vector<double> factors;    ///< steps[k+1]/steps[k], K−1; NaN once rounding dominates
    std::optional<int> orderLostAt; ///< embedded: the first k with x̲ ≤ x̄ violated
    double measuredFactor = 0;      ///< geometric mean of the last factors before rounding; NaN if unknown
    Promise promise;
    double alpha = 1;

    int iterations() const { return static_cast<int>(steps.size()); }
    const Vector& last() const { return iterates.back(); }
    /// First k with residual ≤ tolerance; nothing when there is none.
    std::optional<int> iterationsTo(double tolerance) const;
};

struct RunOptions {
    double tolerance = 1e-12; ///< stop when the residual is ≤ tolerance·‖x‖_η (‖x_0‖_η where 0 is the answer)
    int maxIterations = 2000; ///< not-converged beyond
    /// Diverged when ‖x‖_η exceeds this times max(‖x_0‖_η, ‖Φ(Ax_0 + w)‖_η) without a promise to converge.
    double divergedAbove = 1e8;
    Limits limits;
};

/// Runs an iteration from the state `start`. An outcome (diverged, not-converged, cancelled) keeps its trace.
IterationRun
run(const FixedPointIteration& iteration, const FixedPointProblem& problem, double alpha, const Vector& start,
    const RunOptions& options = {});

/// Iterations until factor^k·first ≤ tolerance: what theory predicts. Nothing unless 0 ≤ factor < 1.
std::optional<int> predictedIterations(double factor, double first, double tolerance);

} // namespace kamke
