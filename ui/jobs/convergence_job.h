// The work behind the Convergence workspace: every shown iteration on the network and on its embeddings.
#pragma once

#include "core/certify/methods.h"
#include "core/model/analysis.h"
#include "core/solve/iterations.h"
#include "ui/jobs/newest_wins.h"

#include <QMap>
#include <QStringList>
#include <functional>
#include <memory>
#include <vector>

namespace kamke::ui {

/// Iterations are counted until the residual is this small.
constexpr double convergenceGoal = 1e-6;

/// One request, copied out of the state so that the worker never looks at what the GUI thread changes.
struct ConvergenceJob {
    std::shared_ptr<const Network> network;
    Box box;                            ///< raw units, r
    QString input;                      ///< what the box is: "box A"
    Vector eta;                         ///< n; empty: those of the least μ_η(A)
    QStringList solvers;                ///< ids of iterations to run
    QString solver;                     ///< the one whose α is varied
    QMap<QString, double> alpha;        ///< by id; without an entry the iteration's own
    std::vector<const Method*> methods; ///< embedded: mm, ibp
    bool wideStart = false;             ///< of embedded iterations: a wide box instead of x* at the centre
    quint64 seed = 0;                   ///< of the samples

    friend bool operator==(const ConvergenceJob& a, const ConvergenceJob& b);
};

/// What is known of an iteration whether it is shown or not.
struct ConvergenceSolver {
    const FixedPointIteration* iteration = nullptr;
    double alpha = 1;
    double usual = 1; ///< defaultAlpha: α* where there is one
    Promise promise;
};

/// One line of the residual plot: an iteration on the network at the centre of the box, or embedded.
struct ConvergenceLine {
    const FixedPointIteration* iteration = nullptr;
    const Method* method = nullptr; ///< mm or ibp; null: not embedded
    IterationRun run;
    std::optional<std::string> whyOrderIsLost; ///< that it may be, of embedded lines
    std::optional<int> predicted, counted;     ///< iterations to convergenceGoal
};

/// Factor and number of iterations of one solver over α.
struct AlphaCurve {
    const FixedPointIteration* iteration = nullptr;
    Vector alpha;
    Vector factor;             ///< theoretical; NaN where there is none
    Vector measured;           ///< NaN where unknown
    Vector predicted, counted; ///< iterations to convergenceGoal; NaN: never
};

/// μ_η(A) over the weights, for n = 2 and 3; coordinates are log₁₀(η_2/η_1) and log₁₀(η_3/η_1).
struct EtaMap {
    double from = -2, to = 2; ///< of both coordinates
    Matrix measure;           ///< entry (i, j) at η_2 of column j and η_3 of row i; one row when n = 2
    double coordinate(Index k) const {
        return from + (to - from) * static_cast<double>(k) / static_cast<double>(measure.cols() - 1);
    }
};

/// Fills in from top to bottom; what is not there yet is empty.
struct ConvergenceResult {
    ConvergenceJob job;
    std::shared_ptr<const NetworkAnalysis> analysis;
    Vector eta;                             ///< in force, n
    std::vector<ConvergenceSolver> solvers; ///< all of iterations()
    double alphaStar = 1;                   ///< of the network
    Box start;                              ///< of the embedded iterations
    Vector centreState;                     ///< x* at the centre of the box; empty when it was not found
    std::vector<ConvergenceLine> lines;
    std::shared_ptr<const EtaMap> etaMap; ///< null for other n
    Matrix sampleStates, sampleOutputs;   ///< n×N and q×N over the box
    std::shared_ptr<const AlphaCurve> alphaCurve;
    quint64 generation = 0;

    /// The line of this iteration and method ("": not embedded); null when it is not shown.
    const ConvergenceLine* line(const QString& iteration, const QString& method) const;
    const ConvergenceSolver* solver(const QString& iteration) const;
    /// Length of the longest run.
    int lastIteration() const;
};

/// Does jobs one after the other and keeps what the next one shares. For one worker thread.
class ConvergenceWork {
public:
    /// Lines first, all in one; then samples; then the curves over α.
    void
    run(const ConvergenceJob& job, quint64 generation, const std::stop_token& stop,
        const Publish<ConvergenceResult>& publish);

private:
    void prepare(const ConvergenceJob& job, ConvergenceResult& next) const;
    void runLines(const std::stop_token& stop, ConvergenceResult& next) const;

    ConvergenceResult kept_;
};

/// The box from which embedded iterations start: around x* at the centre, so wide along η that the
/// mixed-monotone map sends it into itself where μ_η(A) < 1. Every iterate of an order-preserving iteration
/// is then an enclosure (mixed-monotone-contractive Thm 1).
Box convergenceStart(
    const NetworkAnalysis& analysis, const Box& rawBox, const Vector& eta, const Vector& centreState);
/// The embedded problem of mm or ibp.
FixedPointProblem convergenceProblem(
    const NetworkAnalysis& analysis, const Method& method, const Box& rawBox, const Vector& eta);

} // namespace kamke::ui
