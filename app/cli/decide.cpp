#include "decision_answer.h"
#include "proof_files.h"
#include "ranks.h"
#include "sweep_run.h"

#include "core/decide/decide.h"

#include <iostream>
#include <memory>
#include <optional>

namespace kamke::cli {

namespace {

struct DecideArguments : SweepArguments {
    std::string results, proofs;
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

/// Writes a proof of everything that the run decides.
struct ProofWriting {
    explicit ProofWriting(std::string where)
        : path(std::move(where)) {}

    const std::string path;
    std::optional<ProofFolder> folder{};
    const Certifier* certifier = nullptr;
    const SampleSource* source = nullptr;

    void begin(const Certifier& theCertifier, const SampleSource& theSource) {
        certifier = &theCertifier;
        source = &theSource;
        folder.emplace(path, certifier->network());
    }
    void end() {
        folder->finish();
        if (const std::string missing = folder->missing(); !missing.empty())
            std::cerr << path << ": " << missing << '\n';
    }
};

void checkProofs(const DecideArguments& options) {
    if (!options.results.empty())
        throw UsageError{"--proofs is for what one run decides, expected no --results beside it"};
    if (rankPlace().count > 1)
        throw UsageError{"--proofs is written by one process, expected no mpirun"};
}

void runDecide(const DecideArguments& options, int& status) {
    PlannedRun planned{"decide", planFor(options), {{"--results", options.results}}, {}, whyNotDecided, {}};
    std::optional<DecisionTable> table;
    std::optional<ProofWriting> proofs;
    if (!options.proofs.empty()) {
        checkProofs(options);
        ProofWriting& writing = proofs.emplace(options.proofs);
        // Every verdict gets a proof of its own.
        planned.plan.decisions->monotone = false;
        planned.plan.decisions->decided = [&](const DecidedSample& one) {
            writing.folder->add(
                *writing.certifier, writing.source->number(one.sample),
                {one.raw, planned.plan.eps(one.step), planned.plan.norm, planned.plan.clip, one.label},
                one.decision, one.evidence, one.limits);
        };
    }
    planned.sink = [&](const Certifier& certifier, const SampleSource& source) -> SweepSink& {
        if (proofs)
            proofs->begin(certifier, source);
        return table.emplace(planned.plan, source.size());
    };
    planned.computed = [&] {
        if (proofs)
            proofs->end();
    };
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
    command
        ->add_option(
            "--proofs", options->proofs, "folder that gets a proof of every verdict, for kamke-check")
        ->check(whyNoFileName)
        ->type_name("FOLDER");
    command->callback([options, &status] { runDecide(*options, status); });
}

} // namespace kamke::cli
