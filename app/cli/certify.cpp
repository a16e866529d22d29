#include "sweep_answer.h"
#include "sweep_run.h"

#include "core/io/files/lipschitz_file.h"
#include "core/sweep/counts.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <sstream>

namespace kamke::cli {

namespace {

struct CertifyArguments : SweepArguments {
    std::string methods = "all", margins, results, attacks;
    Index attackFirst = 1000;
    AttackOptions attack;
    bool float32 = false;
};

std::vector<PlannedAttack> chooseAttacks(const CertifyArguments& options) {
    std::vector<PlannedAttack> chosen;
    std::istringstream list(options.attacks);
    for (std::string id; std::getline(list, id, ',');) {
        const Attack* attack = findAttack(id);
        if (!attack)
            throw UsageError{"unknown attack \"" + id + "\", the known ones are " + attackIds()};
        const bool known = std::any_of(
            chosen.begin(), chosen.end(), [&](const PlannedAttack& one) { return one.attack == attack; });
        if (!known)
            chosen.push_back({attack, options.attack, options.attackFirst});
    }
    return chosen;
}

SweepPlan planFor(const CertifyArguments& options) {
    SweepPlan plan;
    plan.eps = options.increasingEps();
    plan.certificates = chooseCertificates(options.methods);
    plan.attacks = chooseAttacks(options);
    plan.norm = options.ballNorm();
    if (options.secondsPerSample > 0)
        plan.secondsPerSample = options.secondsPerSample;
    plan.clip = options.clip;
    plan.margins = !options.margins.empty();
    plan.marginAccuracy = options.marginAccuracy;
    plan.float32 = options.float32;
    return plan;
}

void runCertify(const CertifyArguments& options, int& status) {
    PlannedRun planned{
        "certify", planFor(options), {{"--results", options.results}, {"--margins", options.margins}}, {}, {},
        {}};
    for (const BallNorm norm : {BallNorm::Linf, BallNorm::L2})
        planned.inputs.push_back(
            {"the Lipschitz constants of NETWORK", lipschitzFileBeside(options.network, norm).string()});
    SweepCounts counts(planned.plan);
    planned.sink = [&](const Certifier&, const SampleSource&) -> SweepSink& { return counts; };
    const std::optional<FinishedRun> run = runPlanned(options, planned);
    if (!run)
        return;
    const SweepAnswer answer{
        planned.plan,  counts,        run->problem.source->size(), run->problem.analysis.get(),
        options.shard, run->complete, run->problem.outside};
    if (options.json)
        printJson(json(answer));
    else
        printText(answer);
    if (!run->complete)
        status = Stopped;
}

} // namespace

void addCertify(CLI::App& app, int& status) {
    CLI::App* command =
        app.add_subcommand("certify", "How many samples are certified at each ε, by each method");
    auto options = std::make_shared<CertifyArguments>();
    options->addCommon(*command);
    options->addChoice(*command);
    options->addBall(*command);
    options->addAccuracy(*command);
    options->addSweep(*command);
    command->add_option(
        "--methods", options->methods,
        "ids with commas between, or all that certify many samples at once; the rest by name: " +
            certificateIds());
    CLI::Option* const results =
        command
            ->add_option(
                "--results", options->results,
                "stream every verdict into this HDF5 file; the same command goes on with it after a stop")
            ->check(whyNoFileName);
    command->add_option("--margins", options->margins, "the same with every margin, which takes longer")
        ->check(whyNoFileName)
        ->excludes(results);
    command->add_option("--attacks", options->attacks, "ids with commas between: " + attackIds());
    command->add_option("--attack-first", options->attackFirst, "attack only the first N samples")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->add_option("--steps", options->attack.steps, "of pgd")
        ->check(CLI::Range(1, 1000000))
        ->capture_default_str();
    command->add_option("--restarts", options->attack.restarts, "of pgd, the first from the sample itself")
        ->check(CLI::Range(1, 1000000))
        ->capture_default_str();
    command->add_option("--seed", options->attack.seed, "of the random starts")->capture_default_str();
    command->add_flag(
        "--float32", options->float32, "iterate in single precision; what certifies is checked in double");
    command->callback([options, &status] { runCertify(*options, status); });
}

} // namespace kamke::cli
