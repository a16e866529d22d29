#include "proof_files.h"
#include "samples.h"

#include "core/decide/decide.h"
#include "core/model/outward.h"

#include <iomanip>
#include <iostream>
#include <map>

namespace kamke::cli {

namespace {

struct DecideArguments : SampleOptions {
    std::string eps, proofs;
    Index maxNodes = DecideOptions{}.maxNodes;
};

/// What was decided at one ε.
struct Summary {
    Index robust = 0, broken = 0, misread = 0, unknown = 0, open = 0, nodes = 0;
    std::array<Index, decisionStages> decidedBy{};
    std::array<double, decisionStages> seconds{};
    std::map<std::string, Index> reasons; ///< of what is unknown
};

Summary summary(const std::vector<SampleDecision>& decisions) {
    Summary sum;
    for (const SampleDecision& one : decisions) {
        const auto stage = static_cast<std::size_t>(one.stage);
        sum.nodes += one.nodes;
        sum.seconds[stage] += one.seconds;
        sum.decidedBy[stage] += one.stage != DecisionStage::None;
        if (one.misread())
            ++sum.misread;
        else if (one.decision == Decision::Robust)
            ++sum.robust;
        else if (one.decision == Decision::Broken)
            ++sum.broken;
        else if (one.decision == Decision::Unknown) {
            ++sum.unknown;
            ++sum.reasons[one.reason];
        } else
            ++sum.open;
    }
    return sum;
}

Json json(double eps, const std::vector<SampleDecision>& decisions) {
    const Summary sum = summary(decisions);
    Json seconds = Json::object(), by = Json::object(), decided = Json::array(), bound = Json::array(),
         stages = Json::array();
    for (std::size_t stage = 0; stage < decisionStages; ++stage) {
        const std::string name(decisionStageName(static_cast<DecisionStage>(stage)));
        seconds[name] = sum.seconds[stage];
        if (stage > 0)
            by[name] = sum.decidedBy[stage];
    }
    for (const SampleDecision& one : decisions) {
        decided.push_back(static_cast<int>(one.decision));
        bound.push_back(one.bound);
        stages.push_back(decisionStageName(one.stage));
    }
    return {
        {"eps", eps},
        {"robust", sum.robust},
        {"broken", sum.broken},
        {"misread", sum.misread},
        {"unknown", sum.unknown},
        {"seconds", std::move(seconds)},
        {"decided_by", std::move(by)},
        {"nodes", sum.nodes},
        {"decided", std::move(decided)},
        {"bound", std::move(bound)},
        {"stage", std::move(stages)}};
}

void printRow(double eps, const std::vector<SampleDecision>& decisions) {
    const Summary sum = summary(decisions);
    double seconds = 0;
    for (const double part : sum.seconds)
        seconds += part;
    std::cout << std::left << std::setw(12) << eps << std::right << std::setw(8) << sum.robust << std::setw(8)
              << sum.broken << std::setw(9) << sum.misread << std::setw(9) << sum.unknown << std::setw(12)
              << sum.nodes << std::setw(12) << std::setprecision(3) << seconds << std::setprecision(6)
              << '\n';
    for (const auto& [reason, count] : sum.reasons)
        std::cout << "  unknown, " << count << (count == 1 ? " sample: " : " samples: ") << reason << '\n';
}

void runDecide(const DecideArguments& options, int& status) {
    const Vector eps = parseEps(options.eps);
    const Problem problem = openProblem(options);
    if (auto why = whyNotDecided(*problem.analysis))
        throw InputError{options.network + ": " + *why};
    const Certifier certifier(problem.analysis);
    const CertifyOptions common = options.certifyOptions();
    DecideOptions decideOptions;
    decideOptions.norm = common.norm;
    decideOptions.clip = common.clip;
    decideOptions.threads = common.threads;
    decideOptions.limits = common.limits;
    decideOptions.secondsPerSample = common.secondsPerSample;
    decideOptions.maxNodes = options.maxNodes;
    const Matrix raw = problem.data.inputs(problem.samples);
    const std::vector<int> labels = problem.labels();
    std::optional<ProofFolder> proofs;
    if (!options.proofs.empty())
        proofs.emplace(options.proofs, *problem.analysis->sharedNetwork());
    Json results = Json::array();
    bool complete = true;
    if (!options.json)
        std::cout << problem.samples.size() << (problem.samples.size() == 1 ? " sample\n\n" : " samples\n\n")
                  << std::left << std::setw(12) << "eps" << std::right << std::setw(8) << "robust"
                  << std::setw(8) << "broken" << std::setw(9) << "misread" << std::setw(9) << "unknown"
                  << std::setw(12) << "nodes" << std::setw(12) << "seconds" << '\n';
    for (const double one : eps) {
        std::vector<SampleDecision> decisions;
        {
            Progress progress("decide");
            decideOptions.progress = std::ref(progress);
            if (proofs)
                decideOptions.decided = [&](Index k, const SampleDecision& decision,
                                            const DecisionEvidence* evidence) {
                    const auto at = static_cast<std::size_t>(k);
                    proofs->add(
                        certifier, problem.samples[at],
                        {raw.col(k), one, common.norm, common.clip, labels[at]}, decision, evidence,
                        common.limits);
                };
            decisions = decide(certifier, raw, labels, one, decideOptions);
        }
        complete = complete && summary(decisions).open == 0;
        if (options.json)
            results.push_back(json(one, decisions));
        else
            printRow(one, decisions);
        if (!complete)
            break;
    }
    if (proofs) {
        proofs->finish();
        if (const std::string missing = proofs->missing(); !missing.empty())
            std::cerr << options.proofs << ": " << missing << '\n';
    }
    if (options.json) {
        Json index = Json::array();
        for (const Index sample : problem.samples)
            index.push_back(sample);
        printJson(
            {{"samples", problem.samples.size()},
             {"clip", options.clip},
             {"norm", options.norm},
             {"outside_domain", problem.outside},
             {"index", std::move(index)},
             {"results", std::move(results)},
             {"complete", complete}});
    } else {
        std::cout
            << "\nRobust: proved in floating point. Broken: an input within ε that forward reads as another "
               "class. Seconds are those of all threads.\n";
        if (!complete)
            std::cout << "Stopped: what was not finished is not counted.\n";
    }
    if (!complete)
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
    command->add_option("--eps", options->eps, "ε1,ε2,… of the ball around each sample, raw units")
        ->required();
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
