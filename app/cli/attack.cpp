#include "outputs.h"
#include "samples.h"
#include "witnesses.h"

#include "core/attack/attack.h"
#include "core/certify/margins.h"

#include <iomanip>
#include <iostream>
#include <limits>
#include <map>

namespace kamke::cli {

namespace {

struct AttackArguments : SampleOptions {
    std::string eps, kind, witness, loss = "both";
    AttackOptions attack;
};

const std::map<std::string, AttackLoss> losses{
    {"cross-entropy", AttackLoss::CrossEntropy}, {"margin", AttackLoss::Margin}, {"both", AttackLoss::Both}};

struct Line {
    double eps;
    Index robust, done;
    double seconds;
    double fraction() const {
        return done > 0 ? static_cast<double>(robust) / static_cast<double>(done)
                        : std::numeric_limits<double>::quiet_NaN();
    }
};

void runAttack(const AttackArguments& options, int& status) {
    const Vector eps = parseEps(options.eps);
    const Attack* attack = findAttack(options.kind);
    if (!attack)
        throw UsageError{"unknown --kind \"" + options.kind + "\", the known ones are " + attackIds()};
    checkOutputs({{{"--witness", options.witness}}}, options.inputFiles());
    const Problem problem = openProblem(options);
    const Certifier certifier(problem.analysis);
    AttackOptions attackOptions = options.attack;
    attackOptions.loss = losses.at(options.loss);
    attackOptions.norm = options.ballNorm();
    attackOptions.clip = options.clip;
    attackOptions.threads = options.threads;
    attackOptions.limits = limitsFor(options.timeLimit);
    const Matrix raw = problem.data.inputs(problem.samples);
    const std::vector<int> labels = problem.labels();
    std::vector<Line> lines;
    Witnesses witnesses;
    bool complete = true;
    for (Index e = 0; e < eps.size() && complete; ++e) {
        std::ostringstream title;
        title << "ε = " << eps(e);
        Progress progress(title.str());
        attackOptions.progress = std::ref(progress);
        const auto begin = Clock::now();
        const std::vector<AttackOutcome> outcomes =
            runAttack(*attack, certifier, raw, labels, eps(e), attackOptions);
        Line line{eps(e), 0, 0, secondsSince(begin)};
        for (std::size_t k = 0; k < outcomes.size(); ++k) {
            const bool stopped = !outcomes[k].finished && attackOptions.limits.reached();
            complete = complete && !stopped;
            if (stopped)
                continue;
            ++line.done; // without a fixed point it is neither robust nor a witness
            line.robust += outcomes[k].finished && !outcomes[k].broken;
            if (outcomes[k].finished && outcomes[k].broken)
                witnesses.add(
                    outcomes[k].input, labels[k], outcomes[k].prediction, problem.samples[k], eps(e));
        }
        lines.push_back(line);
    }
    if (!options.witness.empty())
        witnesses.write(options.witness, problem.data);
    if (options.json) {
        Json results = Json::array();
        for (const Line& line : lines)
            results.push_back(
                {{"eps", line.eps},
                 {"kind", attack->id},
                 {"robust", line.robust},
                 {"fraction", line.fraction()},
                 {"samples", line.done},
                 {"seconds", line.seconds}});
        printJson(
            {{"samples", problem.samples.size()},
             {"norm", options.norm},
             {"clip", options.clip},
             {"outside_domain", problem.outside},
             {"seed", options.attack.seed},
             {"results", std::move(results)},
             {"complete", complete}});
    } else {
        std::cout << attack->name << ", " << problem.samples.size()
                  << (problem.samples.size() == 1 ? " sample" : " samples")
                  << "; robust: read correctly without noise and not broken"
                  << (options.clip && problem.outside > 0
                          ? "; " + std::to_string(problem.outside) + " outside of the domain, not attacked"
                          : "")
                  << "\n\n";
        for (const Line& line : lines)
            std::cout << "  ε = " << std::left << std::setw(10) << line.eps << std::right << std::setw(7)
                      << line.robust << " of " << line.done << "  " << std::setw(8)
                      << percent(line.fraction()) << "  " << line.seconds << " s\n";
        if (!complete)
            std::cout << "\nStopped: the counts are of the samples that were finished.\n";
    }
    if (!complete)
        status = Stopped;
}

} // namespace

void addAttack(CLI::App& app, int& status) {
    CLI::App* command = app.add_subcommand("attack", "How many samples an attack leaves standing at each ε");
    auto options = std::make_shared<AttackArguments>();
    options->addCommon(*command);
    options->addChoice(*command);
    options->addNorm(*command);
    command->add_option("--eps", options->eps, "ε1,ε2,… raw units, see --norm")->required();
    command->add_option("--kind", options->kind, attackIds())->required();
    command->add_option("--steps", options->attack.steps, "of pgd")
        ->check(CLI::Range(1, 1000000))
        ->capture_default_str();
    command->add_option("--restarts", options->attack.restarts, "of pgd, the first from the sample itself")
        ->check(CLI::Range(1, 1000000))
        ->capture_default_str();
    command->add_option("--rate", options->attack.rate, "step of pgd in units of ε (0: 2.5/steps)")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->add_option("--loss", options->loss, "of pgd: cross-entropy, margin or both")
        ->check(CLI::IsMember({"cross-entropy", "margin", "both"}))
        ->capture_default_str();
    command->add_option("--seed", options->attack.seed, "of the random starts")->capture_default_str();
    command->add_option("--witness", options->witness, "write the attacked inputs to this HDF5 data set")
        ->check(whyNoFileName);
    command->callback([options, &status] { runAttack(*options, status); });
}

} // namespace kamke::cli
