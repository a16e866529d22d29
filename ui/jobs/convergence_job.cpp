#include "ui/jobs/convergence_job.h"

#include "core/model/matrix_measure.h"
#include "core/solve/batch.h"
#include "core/solve/solvers.h"
#include "ui/jobs/convergence_curves.h"
#include "ui/jobs/network_cache.h"
#include "ui/text/utf8.h"

#include <algorithm>
#include <random>
#include <utility>

namespace kamke::ui {
namespace {

constexpr Index traceSamples = 400;

bool sameProblem(const ConvergenceJob& a, const ConvergenceJob& b) {
    return a.network == b.network && same(a.box.lower, b.box.lower) && same(a.box.upper, b.box.upper);
}

RunOptions runOptions(const std::stop_token& stop) {
    RunOptions options;
    options.maxIterations = 1000;
    options.limits.stop = stop;
    return options;
}

void drawSamples(const std::stop_token& stop, ConvergenceResult& next) {
    const Box& box = next.job.box;
    std::mt19937_64 random(next.job.seed);
    std::uniform_real_distribution<double> share(0, 1);
    Matrix inputs(box.dimension(), traceSamples);
    for (Index k = 0; k < traceSamples; ++k)
        for (Index i = 0; i < inputs.rows(); ++i) {
            // Half of them from the corners, where the states lie furthest apart.
            const double t = k % 2 ? share(random) : std::round(share(random));
            inputs(i, k) = box.lower(i) + t * (box.upper(i) - box.lower(i));
        }
    Limits limits;
    limits.stop = stop;
    BatchResult solved = forwardBatch(*next.analysis, inputs, limits);
    // What is not solved is not shown.
    if (solved.status == Status::Ok) {
        next.sampleStates = std::move(solved.x);
        next.sampleOutputs = std::move(solved.y);
    }
}

} // namespace

bool operator==(const ConvergenceJob& a, const ConvergenceJob& b) {
    return sameProblem(a, b) && same(a.eta, b.eta) && a.solvers == b.solvers && a.solver == b.solver &&
           a.alpha == b.alpha && a.methods == b.methods && a.wideStart == b.wideStart && a.seed == b.seed &&
           a.input == b.input;
}

const ConvergenceLine* ConvergenceResult::line(const QString& iteration, const QString& method) const {
    for (const ConvergenceLine& each : lines)
        if (toQString(each.iteration->id) == iteration &&
            (each.method ? toQString(each.method->id) : QString()) == method)
            return &each;
    return nullptr;
}

const ConvergenceSolver* ConvergenceResult::solver(const QString& iteration) const {
    for (const ConvergenceSolver& each : solvers)
        if (toQString(each.iteration->id) == iteration)
            return &each;
    return nullptr;
}

int ConvergenceResult::lastIteration() const {
    int last = 0;
    for (const ConvergenceLine& each : lines)
        last = std::max(last, each.run.iterations());
    return last;
}

FixedPointProblem convergenceProblem(
    const NetworkAnalysis& analysis, const Method& method, const Box& rawBox, const Vector& eta) {
    return embeddedProblem(analysis, rawBox, method.id == "ibp" ? Splitting::Sign : Splitting::Metzler, eta);
}

Box convergenceStart(
    const NetworkAnalysis& analysis, const Box& rawBox, const Vector& eta, const Vector& centreState) {
    const Network& net = analysis.network();
    const Vector w = net.B.cwiseAbs() * net.normalise(rawBox).radius();
    const double spread = (w.array() / eta.array()).maxCoeff();
    const double measure = std::max(0.0, matrixMeasureInf(net.A, eta));
    // x* + ρη is sent to at most x* + (μ⁺ρ + spread)η: into itself for ρ ≥ spread/(1 − μ⁺).
    constexpr double reserve = 1.5;
    const double radius = spread > 0 ? spread : 1 / eta.maxCoeff();
    const double factor = measure < 0.98 ? reserve / (1 - measure) : 3;
    const Vector centre = centreState.size() ? centreState : Vector(Vector::Zero(eta.size()));
    return Box::around(centre, radius * factor * eta);
}

void ConvergenceWork::prepare(const ConvergenceJob& job, ConvergenceResult& next) const {
    const Vector& best = next.analysis->best.eta;
    next.eta = job.eta.size() == best.size() ? job.eta : best;
    const Vector centre = job.box.centre();
    const ForwardResult solved = forward(*next.analysis, centre);
    if (solved.status == Status::Ok)
        next.centreState = solved.x;
    const FixedPointProblem problem = problemAt(*next.analysis, centre, next.eta);
    next.alphaStar = problem.alphaStar();
    next.start =
        job.wideStart
            ? convergenceStart(*next.analysis, job.box, next.eta, next.centreState)
            : Box::point(next.centreState.size() ? next.centreState : Vector(Vector::Zero(next.eta.size())));
    for (const FixedPointIteration& iteration : iterations()) {
        ConvergenceSolver solver;
        solver.iteration = &iteration;
        solver.usual = iteration.defaultAlpha(problem);
        solver.alpha =
            iteration.usesAlpha ? job.alpha.value(toQString(iteration.id), solver.usual) : solver.usual;
        solver.promise = iteration.promise(problem, solver.alpha);
        next.solvers.push_back(std::move(solver));
    }
}

void ConvergenceWork::runLines(const std::stop_token& stop, ConvergenceResult& next) const {
    const ConvergenceJob& job = next.job;
    const FixedPointProblem plain = problemAt(*next.analysis, job.box.centre(), next.eta);
    const Vector zero = Vector::Zero(plain.size()), stacked = stack(next.start);
    std::vector<std::pair<const Method*, FixedPointProblem>> problems{{nullptr, plain}};
    for (const Method* method : job.methods)
        problems.emplace_back(method, convergenceProblem(*next.analysis, *method, job.box, next.eta));
    for (const ConvergenceSolver& solver : next.solvers) {
        if (!job.solvers.contains(toQString(solver.iteration->id)))
            continue;
        for (const auto& [method, problem] : problems) {
            if (stop.stop_requested())
                return;
            ConvergenceLine line;
            line.iteration = solver.iteration;
            line.method = method;
            line.run = kamke::run(
                *solver.iteration, problem, solver.alpha, method ? stacked : zero, runOptions(stop));
            if (method)
                line.whyOrderIsLost = solver.iteration->whyOrderIsLost(problem, solver.alpha);
            line.counted = line.run.iterationsTo(convergenceGoal);
            if (!line.run.residuals.empty())
                line.predicted =
                    predictedIterations(line.run.promise.factor, line.run.residuals[0], convergenceGoal);
            next.lines.push_back(std::move(line));
        }
    }
}

void ConvergenceWork::run(
    const ConvergenceJob& job, quint64 generation, const std::stop_token& stop,
    const Publish<ConvergenceResult>& publish) {
    ConvergenceResult next;
    next.job = job;
    next.generation = generation;
    const bool network = kept_.analysis && kept_.job.network == job.network;
    next.analysis = analysisOf(job.network);
    if (stop.stop_requested())
        return;
    next.etaMap = network ? kept_.etaMap : etaMap(job.network->A, next.analysis->best.eta);
    prepare(job, next);
    const bool problem = network && sameProblem(job, kept_.job);
    if (problem && job.seed == kept_.job.seed) {
        next.sampleStates = kept_.sampleStates;
        next.sampleOutputs = kept_.sampleOutputs;
    }
    if (problem && job.solver == kept_.job.solver && same(next.eta, kept_.eta))
        next.alphaCurve = kept_.alphaCurve;
    runLines(stop, next);
    if (stop.stop_requested())
        return;
    const auto publishNow = [&] {
        kept_ = next;
        publish(std::make_shared<const ConvergenceResult>(next));
    };
    publishNow();
    if (next.sampleStates.size() == 0) {
        drawSamples(stop, next);
        if (stop.stop_requested())
            return;
        publishNow();
    }
    if (!next.alphaCurve) {
        const ConvergenceSolver* solver = next.solver(job.solver);
        if (!solver || !solver->iteration->usesAlpha)
            return;
        auto curve =
            alphaCurve(*solver->iteration, problemAt(*next.analysis, job.box.centre(), next.eta), stop);
        if (stop.stop_requested())
            return;
        next.alphaCurve = std::move(curve);
        publishNow();
    }
}

} // namespace kamke::ui
