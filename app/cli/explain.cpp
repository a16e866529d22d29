#include "samples.h"

#include "core/explain/explanation.h"
#include "core/explain/verdict.h"
#include "core/io/text/plain_text.h"
#include "core/model/outward.h"

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <limits>
#include <numeric>

namespace kamke::cli {

namespace {

struct ExplainArguments : SampleOptions {
    Index index = 0;
    double eps = 0;
    std::string method = "mmc", kind = "pgd";
    AttackOptions attack;
};

/// Everything that is said about the sample.
struct Answer {
    SampleReport report;
    const SampleCertificate* chosen = nullptr; ///< into report
    std::optional<AttackOutcome> attack;
    std::optional<Explanation> explanation;
    Verdict verdict = Verdict::Undecided;
    std::string sentence;
};

Json describe(const Problem& problem, const Answer& answer) {
    const SampleReport& report = answer.report;
    Json j{
        {"index", problem.samples.front()},
        {"label", report.label},
        {"prediction", report.prediction},
        {"eps", report.eps},
        {"norm", report.norm == BallNorm::L2 ? "l2" : "linf"},
        {"clip", report.clip},
        {"outside_domain", report.outside.empty() ? Json() : Json(report.outside)},
        {"verdict", verdictName(answer.verdict)},
        {"reason", answer.sentence}};
    Json methods = Json::array();
    for (const SampleCertificate& one : report.certificates) {
        methods.push_back(
            {{"id", one.certificate->id},
             {"status", statusName(one.status)},
             {"margin", one.margin},
             {"rigorous", one.rigorous},
             {"iterations", one.iterations}});
        if (one.status != Status::Ok)
            methods.back()["reason"] = one.reason;
    }
    j["methods"] = std::move(methods);
    if (answer.attack)
        j["attack"] = {
            {"broken", answer.attack->broken},
            {"prediction", answer.attack->prediction},
            {"margin", answer.attack->margin}};
    j["method"] = answer.chosen->certificate->id;
    j["status"] = statusName(answer.chosen->status);
    j["margin"] = answer.chosen->margin;
    Json competitors = Json::array(), units = Json::array();
    for (Index c = 0; c < answer.chosen->differences.size(); ++c)
        if (c != report.label)
            competitors.push_back(
                {{"class", c},
                 {"name", problem.className(static_cast<int>(c))},
                 {"clean", report.logits(report.label) - report.logits(c)},
                 {"lower", answer.chosen->differences(c)}});
    j["competitors"] = std::move(competitors);
    if (const auto& why = answer.explanation) {
        for (std::size_t i = 0; i < why->units.size(); ++i) {
            const UnitShare& unit = why->units[i];
            units.push_back(
                {{"unit", i},
                 {"lower", unit.lower},
                 {"upper", unit.upper},
                 {"nominal", unit.nominal},
                 {"state", unitStateName(unit.state)},
                 {"share", unit.share},
                 {"from_inputs", unit.fromPixels},
                 {"amplified", unit.amplified}});
        }
        j["competitor"] = why->competitor;
        j["clean"] = why->clean;
        j["bound"] = why->bound;
        j["loss"] = why->loss;
        // Σ units' share + direct_share + rest_share = loss, whatever the method.
        j["direct_share"] = why->inputShares.sum();
        j["rest_share"] = why->rest;
        j["input_shares"] = numbers(why->inputShares);
        j["inputs"] = numbers(why->inputCosts(report.eps));
        if (why->pixelDerivative.size() > 0)
            j["input_derivatives"] = numbers(why->pixelDerivative);
        j["note"] = why->meaning;
    }
    j["units"] = std::move(units);
    return j;
}

/// Indices of the `count` largest entries.
std::vector<Index> largest(const Vector& values, std::size_t count) {
    std::vector<Index> order(static_cast<std::size_t>(values.size()));
    std::iota(order.begin(), order.end(), Index{0});
    count = std::min(count, order.size());
    std::partial_sort(
        order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
        [&](Index a, Index b) { return values(a) > values(b); });
    order.resize(count);
    return order;
}

void printUnits(const Explanation& why) {
    Vector shares(static_cast<Index>(why.units.size()));
    int counts[3] = {0, 0, 0};
    for (std::size_t i = 0; i < why.units.size(); ++i) {
        shares(static_cast<Index>(i)) = why.units[i].share;
        ++counts[static_cast<int>(why.units[i].state)];
    }
    std::cout << "\nHidden units: " << counts[static_cast<int>(UnitState::Active)] << " active, "
              << counts[static_cast<int>(UnitState::Inactive)] << " inactive, "
              << counts[static_cast<int>(UnitState::Undecided)]
              << " undecided. The largest shares of the loss:\n"
              << "   unit       share  of all  interval, state\n";
    for (const Index i : largest(shares, 10)) {
        const UnitShare& unit = why.units[static_cast<std::size_t>(i)];
        std::cout << std::setw(7) << i << ' ' << std::setw(11) << unit.share << std::setw(8)
                  << percent(why.loss > 0 ? unit.share / why.loss : 0) << "  [" << roundedBelow(unit.lower)
                  << ", " << roundedAbove(unit.upper) << "] " << unitStateName(unit.state) << '\n';
    }
    if (const double inputs = why.inputShares.sum(); inputs > 0)
        std::cout << "  all inputs together, past the units: " << inputs << '\n';
    if (why.rest > 0)
        std::cout << "  no unit's and no input's: " << why.rest << '\n';
}

void printInputs(const Explanation& why, const SampleReport& report, const Dataset& data) {
    const Vector shares = why.inputCosts(report.eps);
    std::cout << "\nInputs that cost most ("
              << (why.pixelDerivative.size() > 0 ? "−derivative of the bound by the input's own ε, times ε"
                                                 : "share of the loss")
              << "):\n";
    for (const Index k : largest(shares, 10)) {
        std::cout << "  " << std::setw(5) << k;
        if (data.shape.size() == 2)
            std::cout << " (row " << k / data.shape[1] << ", column " << k % data.shape[1] << ")";
        std::cout << "  " << shares(k) << '\n';
    }
}

void printText(const Problem& problem, const Answer& answer) {
    const SampleReport& report = answer.report;
    const auto name = [&](int label) {
        return label < 0 ? std::string("nothing") : plain(problem.className(label));
    };
    std::cout << "Sample " << problem.samples.front() << " of " << problem.data.name << ": label "
              << name(report.label) << ", read as " << name(report.prediction) << "; ε = " << report.eps
              << (report.norm == BallNorm::L2 ? " in l_2" : "") << (report.clip ? ", kept in the domain" : "")
              << "\n"
              << plain(answer.sentence) << "\n\n";
    for (const SampleCertificate& one : report.certificates) {
        std::cout << (&one == answer.chosen ? "* " : "  ") << std::left << std::setw(24)
                  << one.certificate->id << std::right;
        if (one.status == Status::Ok)
            std::cout << "margin " << std::setw(11) << roundedBelow(one.margin)
                      << (one.rigorous ? "  proved\n" : "  numerical\n");
        else
            std::cout << statusName(one.status) << ": " << one.reason << '\n';
    }
    if (answer.chosen->differences.size() == 0)
        return;
    std::cout << "\n"
              << answer.chosen->certificate->id << ", by competitor:\n  class      clean      lower bound\n";
    for (Index c = 0; c < answer.chosen->differences.size(); ++c)
        if (c != report.label)
            std::cout << "  " << std::left << std::setw(6) << name(static_cast<int>(c)) << std::right
                      << std::setw(11) << report.logits(report.label) - report.logits(c) << std::setw(13)
                      << roundedBelow(answer.chosen->differences(c)) << '\n';
    if (answer.explanation) {
        std::cout << "\nAgainst " << name(answer.explanation->competitor) << " the margin falls from "
                  << answer.explanation->clean << " to " << roundedBelow(answer.explanation->bound) << ": "
                  << answer.explanation->meaning << ".\n";
        printUnits(*answer.explanation);
        printInputs(*answer.explanation, report, problem.data);
    }
}

void runExplain(const ExplainArguments& options, int& status) {
    const Certificate* certificate = findCertificate(options.method);
    if (!certificate)
        throw UsageError{"unknown method \"" + options.method + "\", the known ones are " + certificateIds()};
    const Attack* attack = options.kind == "none" ? nullptr : findAttack(options.kind);
    if (!attack && options.kind != "none")
        throw UsageError{
            "unknown --kind \"" + options.kind + "\", the known ones are " + attackIds() + ", none"};
    const Problem problem = openProblem(options, options.index);
    const Certifier certifier(problem.analysis);
    CertifyOptions certifyOptions = options.certifyOptions();
    certifyOptions.everyMargin = true; // bounds by competitor, not a verdict, are asked for
    const Matrix raw = problem.data.inputs(problem.samples);
    const std::vector<int> labels = problem.labels();
    std::vector<const Certificate*> all;
    for (const Certificate& one : certificates())
        if (one.cost != Cost::Search || &one == certificate)
            all.push_back(&one);
    keepLipschitzFile(certifier, options.network, certifyOptions.norm, all);
    Answer answer;
    answer.report = certifySample(certifier, raw.col(0), labels.front(), options.eps, all, certifyOptions);
    answer.chosen = answer.report.find(certificate->id);
    if (attack && options.eps > 0) {
        AttackOptions attackOptions;
        attackOptions.seed = options.attack.seed;
        attackOptions.clip = options.clip;
        attackOptions.norm = certifyOptions.norm;
        attackOptions.limits = certifyOptions.limits;
        AttackOutcome outcome =
            runAttack(*attack, certifier, raw, labels, options.eps, attackOptions).front();
        if (outcome.finished)
            answer.attack = std::move(outcome);
    }
    answer.explanation = explain(certifier, answer.report, certificate->id);
    const AttackOutcome* found = answer.attack ? &*answer.attack : nullptr;
    answer.verdict = verdictOf(answer.report, found);
    answer.sentence = verdictWords(certifier, answer.report, found).plain();
    const bool complete = !certifyOptions.limits.reached();
    if (options.json) {
        Json j = describe(problem, answer);
        j["complete"] = complete;
        printJson(j);
    } else {
        printText(problem, answer);
    }
    if (!complete)
        status = Stopped;
}

} // namespace

void addExplain(CLI::App& app, int& status) {
    CLI::App* command =
        app.add_subcommand("explain", "Why a sample is certified or not: bounds, hidden units, inputs");
    auto options = std::make_shared<ExplainArguments>();
    options->addCommon(*command);
    options->addAccuracy(*command);
    options->addBall(*command);
    command->add_option("--index", options->index, "sample, counted from 0")
        ->required()
        ->check(CLI::NonNegativeNumber);
    command->add_option("--eps", options->eps, "ε of the ball, raw units, see --norm")
        ->required()
        ->check(CLI::NonNegativeNumber);
    command->add_option("--method", options->method, "whose margin is split: " + certificateIds())
        ->capture_default_str();
    command->add_option("--kind", options->kind, "attack that runs beside: " + attackIds() + " or none")
        ->capture_default_str();
    command->add_option("--seed", options->attack.seed, "of the attack")->capture_default_str();
    command->callback([options, &status] { runExplain(*options, status); });
}

} // namespace kamke::cli
