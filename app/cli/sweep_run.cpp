#include "sweep_run.h"

#include "ranks.h"

#include "core/io/files/sweep_session.h"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <memory>
#include <type_traits>

namespace kamke::cli {

namespace {

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

template<class T>
T checked(Result<T> result) {
    if (!result)
        throw InputError{result.error().message};
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

/// Everything that a sweep needs, opened and checked.
struct OpenSweep {
    SweepProblem problem;
    SweepSession session;
    SweepSink* sink;
    std::string work; ///< fingerprints of network and samples, where other ranks are to work on the same
};

/// The file that the results go to; empty: none.
std::string resultsOf(const PlannedRun& planned) {
    for (const NamedFile& file : planned.results)
        if (!file.path.empty())
            return file.path;
    return {};
}

void checkFiles(const SweepArguments& options, const PlannedRun& planned) {
    std::vector<NamedFile> inputs = options.inputFiles();
    inputs.insert(inputs.end(), planned.inputs.begin(), planned.inputs.end());
    std::vector<OutputFile> outputs;
    for (const NamedFile& file : planned.results)
        outputs.push_back({file, WriteMode::GoOn});
    checkOutputs(outputs, inputs);
}

/// Only one of several ranks has the file.
OpenSweep open(const SweepArguments& options, const PlannedRun& planned, const RankPlace& place) {
    if (place.rank == 0)
        checkFiles(options, planned);
    SweepProblem problem = openSweepProblem(options);
    if (planned.whyNot)
        if (const auto why = planned.whyNot(*problem.analysis))
            throw InputError{options.network + ": " + *why};
    const auto certifier = std::make_shared<const Certifier>(problem.analysis);
    keepLipschitzFile(*certifier, options.network, planned.plan.norm, planned.plan.certificates);
    SweepSession session({certifier, planned.plan}, problem.source);
    SweepSink& sink = planned.sink(*certifier, *problem.source);
    OpenSweep sweep{std::move(problem), std::move(session), &sink, {}};
    if (place.count > 1)
        sweep.work = checked(sweep.session.fingerprints(options.threads));
    const std::string path = resultsOf(planned);
    if (path.empty() || place.rank > 0)
        return sweep;
    checked(sweep.session.open(path, options.threads));
    if (const std::string note = sweep.session.note(); !note.empty())
        std::cerr << note << '\n';
    checked(sweep.session.replay(sink));
    return sweep;
}

SweepEnd compute(OpenSweep& sweep, const SweepRun& run, Ranks* ranks) {
    if (!ranks)
        return checked(sweep.session.run(*sweep.sink, run));
    return checked(
        sweep.session.run(*sweep.sink, run, [&](auto&&... parts) { return ranks->lead(parts...); }));
}

} // namespace

void SweepArguments::addSweep(CLI::App& command) {
    command.add_option("--eps", eps, "ε1,ε2,… of the ball around each sample, raw units")->required();
    command.add_option("--shard", shard, "I/K: only every K-th block from the I-th, see merge");
}

Vector SweepArguments::increasingEps() const {
    const Vector all = parseEps(eps);
    std::vector<double> values(all.begin(), all.end());
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return Eigen::Map<const Vector>(values.data(), static_cast<Index>(values.size()));
}

std::optional<FinishedRun> runPlanned(const SweepArguments& options, const PlannedRun& planned) {
    const Limits limits = limitsFor(options.timeLimit);
    const Shard shard = options.shard.empty() ? Shard() : parseShard(options.shard);
    if (shard.count > 1 && resultsOf(planned).empty()) {
        std::string names;
        for (const NamedFile& file : planned.results)
            names += (names.empty() ? "" : " or ") + file.name;
        throw UsageError{"--shard needs " + names + ", the file that merge puts together"};
    }
    const RankPlace place = rankPlace();
    std::optional<OpenSweep> sweep;
    std::string problem;
    try {
        sweep = open(options, planned, place);
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
        return std::nullopt;
    }
    Progress progress(planned.title);
    SweepRun run;
    run.threads = options.threads;
    run.limits = limits;
    run.wanted = [&](Index block) { return shard.has(block); };
    run.progress = std::ref(progress);
    const bool complete = compute(*sweep, run, ranks.get()) == SweepEnd::Complete;
    if (planned.computed)
        planned.computed();
    return FinishedRun{std::move(sweep->problem), complete};
}

} // namespace kamke::cli
