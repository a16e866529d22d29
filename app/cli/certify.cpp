#include "outputs.h"
#include "ranks.h"
#include "sweep_answer.h"
#include "sweep_problem.h"

#include "core/io/files/lipschitz_file.h"
#include "core/io/files/sweep_session.h"
#include "core/sweep/counts.h"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <memory>
#include <optional>
#include <sstream>
#include <type_traits>

namespace kamke::cli {

namespace {

struct CertifyArguments : SampleOptions {
    std::string eps, methods = "all", margins, results, attacks, shard;
    Index attackFirst = 1000;
    AttackOptions attack;
    bool float32 = false;
};

/// Every K-th block from the I-th on.
struct Shard {
    Index number = 1, count = 1;
    bool has(Index block) const { return block % count == number - 1; }
};

Shard parseShard(const std::string& text) {
    Shard shard;
    char rest = 0;
    long number = 0, count = 0;
    if (std::sscanf(text.c_str(), "%ld/%ld%c", &number, &count, &rest) != 2 || number < 1 || count < number ||
        count > 1000000)
        throw UsageError{"--shard is \"" + text + "\", expected I/K with 1 ≤ I ≤ K, e.g. 3/16"};
    shard.number = number;
    shard.count = count;
    return shard;
}

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
    const Vector eps = parseEps(options.eps);
    std::vector<double> values(eps.begin(), eps.end());
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    plan.eps = Eigen::Map<const Vector>(values.data(), static_cast<Index>(values.size()));
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

template<class T>
T checked(Result<T> result) {
    if (!result)
        throw InputError{result.error().message};
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

/// Everything that a sweep needs, opened and checked.
struct Sweep {
    SweepProblem problem;
    SweepSession session;
    SweepCounts counts;
    std::string work; ///< fingerprints of network and samples, where other ranks are to work on the same
};

void checkFiles(const CertifyArguments& options) {
    std::vector<NamedFile> inputs = options.inputFiles();
    for (const BallNorm norm : {BallNorm::Linf, BallNorm::L2})
        inputs.push_back(
            {"the Lipschitz constants of NETWORK", lipschitzFileBeside(options.network, norm).string()});
    checkOutputs(
        {{{"--results", options.results}, WriteMode::GoOn},
         {{"--margins", options.margins}, WriteMode::GoOn}},
        inputs);
}

/// Only one of several ranks has the file.
Sweep open(const CertifyArguments& options, const SweepPlan& plan, const RankPlace& place) {
    if (place.rank == 0)
        checkFiles(options);
    SweepProblem problem = openSweepProblem(options);
    const auto certifier = std::make_shared<const Certifier>(problem.analysis);
    keepLipschitzFile(*certifier, options.network, plan.norm, plan.certificates);
    SweepSession session({certifier, plan}, problem.source);
    Sweep sweep{std::move(problem), std::move(session), SweepCounts(plan), {}};
    if (place.count > 1)
        sweep.work = checked(sweep.session.fingerprints(options.threads));
    const std::string& path = plan.margins ? options.margins : options.results;
    if (path.empty() || place.rank > 0)
        return sweep;
    checked(sweep.session.open(path, options.threads));
    if (const std::string note = sweep.session.note(); !note.empty())
        std::cerr << note << '\n';
    checked(sweep.session.replay(sweep.counts));
    return sweep;
}

SweepEnd compute(
    Sweep& sweep, const CertifyArguments& options, const Shard& shard, const Limits& limits, Ranks* ranks) {
    Progress progress("certify");
    const SweepRun run{
        options.threads, limits, [&](Index block) { return shard.has(block); }, std::ref(progress)};
    if (!ranks)
        return checked(sweep.session.run(sweep.counts, run));
    return checked(
        sweep.session.run(sweep.counts, run, [&](auto&&... parts) { return ranks->lead(parts...); }));
}

void runCertify(const CertifyArguments& options, int& status) {
    const Limits limits = limitsFor(options.timeLimit);
    const SweepPlan plan = planFor(options);
    const Shard shard = options.shard.empty() ? Shard() : parseShard(options.shard);
    if (shard.count > 1 && options.margins.empty() && options.results.empty())
        throw UsageError{"--shard needs --results or --margins, the file that merge puts together"};
    const RankPlace place = rankPlace();
    std::optional<Sweep> sweep;
    std::string problem;
    try {
        sweep = open(options, plan, place);
    } catch (const InputError& error) {
        problem = error.sentence;
    }
    const std::unique_ptr<Ranks> ranks = startRanks();
    if (ranks)
        problem = ranks->agree(problem, sweep ? sweep->work : std::string());
    if (!problem.empty())
        throw InputError{problem};
    if (place.rank > 0) {
        ranks->follow(sweep->session.engine(), sweep->session.source(), options.threads, limits);
        return;
    }
    const bool complete = compute(*sweep, options, shard, limits, ranks.get()) == SweepEnd::Complete;
    const SweepAnswer answer{
        plan,          sweep->counts, sweep->problem.source->size(), sweep->problem.analysis.get(),
        options.shard, complete,      sweep->problem.outside};
    if (options.json)
        printJson(json(answer));
    else
        printText(answer);
    if (!complete)
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
    command->add_option("--eps", options->eps, "ε1,ε2,… of the ball around each sample, raw units")
        ->required();
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
    command->add_option("--shard", options->shard, "I/K: only every K-th block from the I-th, see merge");
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
