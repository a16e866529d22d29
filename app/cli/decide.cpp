#include "decision_answer.h"
#include "sweep_run.h"

#include "core/decide/decide.h"

#include <memory>
#include <optional>

namespace kamke::cli {

namespace {

struct DecideArguments : SweepArguments {
    std::string results;
    Index maxNodes = DecideOptions{}.maxNodes;
};

SweepPlan planFor(const DecideArguments& options) {
    SweepPlan plan;
    plan.eps = options.increasingEps();
    plan.norm = options.ballNorm();
    plan.clip = options.clip;
    if (options.secondsPerSample > 0)
        plan.secondsPerSample = options.secondsPerSample;
    plan.decisions.emplace().options.maxNodes = options.maxNodes;
    return plan;
}

std::vector<Index> numbersOf(const SampleSource& source) {
    std::vector<Index> numbers;
    for (Index k = 0; k < source.size(); ++k)
        numbers.push_back(source.number(k));
    return numbers;
}

void runDecide(const DecideArguments& options, int& status) {
    PlannedRun planned{"decide", planFor(options), {{"--results", options.results}}, {}, whyNotDecided, {}};
    std::optional<DecisionTable> table;
    planned.sink = [&](Index samples) -> SweepSink& { return table.emplace(planned.plan, samples); };
    const std::optional<FinishedRun> run = runPlanned(options, planned);
    if (!run)
        return;
    const DecisionAnswer answer{planned.plan,  *table,        numbersOf(*run->problem.source),
                                options.shard, run->complete, run->problem.outside};
    if (options.json)
        printJson(json(answer));
    else
        printText(answer);
    if (!run->complete)
        status = Stopped;
}

} // namespace

void addDecide(CLI::App& app, int& status) {
    CLI::App* command = app.add_subcommand(
        "decide", "Decides every sample: a proof that it is robust, or an input that breaks it");
    auto options = std::make_shared<DecideArguments>();
    options->addCommon(*command);
    options->addChoice(*command);
    options->addBall(*command);
    options->addSweep(*command);
    command
        ->add_option(
            "--results", options->results,
            "stream every decision into this HDF5 file; the same command goes on with it after a stop, and "
            "with more seconds a sample tries again what is unknown")
        ->check(whyNoFileName);
    command->add_option("--nodes", options->maxNodes, "of a search, after which a sample is unknown")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->callback([options, &status] { runDecide(*options, status); });
}

} // namespace kamke::cli
