#include "ui/workspaces/convergence/convergence_preset.h"

#include "core/solve/solvers.h"
#include "ui/jobs/convergence_job.h"
#include "ui/jobs/network_cache.h"

#include <memory>
#include <optional>
#include <utility>

namespace kamke::ui {
namespace {

constexpr Index largestSearch = 10; ///< units; larger networks would take more than a frame

std::shared_ptr<const Network> selfLoops() {
    auto network = std::make_shared<Network>();
    network->A = Matrix{{-3, 0.2}, {0.2, -3}};
    network->B = Matrix::Identity(2, 2);
    network->C = Matrix::Identity(2, 2);
    network->D = Matrix::Zero(2, 2);
    network->b = Vector::Ones(2);
    network->c = Vector::Zero(2);
    network->name = "Strong self-loops (2-D)";
    network->description = "a_ii = −3, so α* = 1/4: averaged steps above it let the bounds of a box cross.";
    return network;
}

/// An α above α* and the iteration at which the order is lost; the run is to converge where one does, so that
/// what is lost is the order alone.
std::optional<std::pair<double, int>> losing(const std::shared_ptr<const Network>& network, const Box& box) {
    const auto known = analysisOf(network);
    const NetworkAnalysis& analysis = *known;
    const FixedPointIteration& average = *findIteration("average");
    const Vector& eta = analysis.best.eta;
    const FixedPointProblem problem = embeddedProblem(analysis, box, Splitting::Metzler, eta);
    const ForwardResult solved = forward(analysis, box.centre());
    const Vector centre = solved.status == Status::Ok ? solved.x : Vector();
    const Vector start = stack(convergenceStart(analysis, box, eta, centre));
    RunOptions options;
    options.maxIterations = 200;
    std::optional<std::pair<double, int>> found;
    for (const double times : {1.2, 1.4, 1.6, 1.8, 2.0, 2.5, 3.0}) {
        const double alpha = times * problem.alphaStar();
        const IterationRun run = kamke::run(average, problem, alpha, start, options);
        if (!run.orderLostAt)
            continue;
        if (run.status == Status::Ok)
            return std::pair(alpha, *run.orderLostAt);
        if (!found)
            found = std::pair(alpha, *run.orderLostAt);
    }
    return found;
}

} // namespace

OrderPreset withOrderLost(const ExplorerState& state) {
    OrderPreset preset{state, 0};
    std::optional<std::pair<double, int>> found;
    if (state.network->n() <= largestSearch && state.selected())
        found = losing(state.network, state.selected()->box);
    if (!found) {
        preset.state = stateForNetwork(selfLoops(), {}, state);
        found = losing(preset.state.network, preset.state.selected()->box);
    }
    ConvergenceState& convergence = preset.state.convergence;
    const QString average = QStringLiteral("average");
    if (found) {
        convergence.alpha[average] = found->first;
        preset.lostAt = found->second;
    }
    convergence.solver = average;
    if (!convergence.solvers.contains(average))
        convergence.solvers << average;
    convergence.eta = {};
    convergence.input = ConvergenceInput::Box;
    convergence.start = ConvergenceStart::Box;
    convergence.boxMethod = QStringLiteral("mm");
    convergence.plane = ConvergencePlane::States;
    if (!preset.state.methods.contains(QStringLiteral("mm")))
        preset.state.methods << QStringLiteral("mm");
    return preset;
}

} // namespace kamke::ui
