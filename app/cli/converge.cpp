#include "command.h"

#include "core/solve/fixed_point_problem.h"
#include "core/solve/iterations.h"
#include "core/solve/solvers.h"

#include <array>
#include <cmath>
#include <iomanip>
#include <iostream>
#include <sstream>

namespace kamke::cli {

namespace {

struct ConvergeArguments {
    std::string path, input, lower, upper, solvers = "all", eta;
    double alpha = 0; ///< 0: each solver's own
    double tolerance = 1e-12, timeLimit = 0;
    int maxIterations = 2000;
    bool trace = false, json = false;
};

/// A problem and the method whose embedding it is; empty for the network itself.
struct ConvergeQuestion {
    std::string embedding;
    FixedPointProblem problem;
    Vector start;
};

std::vector<const FixedPointIteration*> chooseSolvers(const std::string& text) {
    std::vector<const FixedPointIteration*> chosen;
    if (text == "all") {
        for (const FixedPointIteration& row : iterations())
            chosen.push_back(&row);
        return chosen;
    }
    std::istringstream list(text);
    for (std::string id; std::getline(list, id, ',');) {
        const FixedPointIteration* row = findIteration(id);
        if (!row)
            throw UsageError{
                "unknown solver \"" + id + "\", the known ones are " + iterationIds() + ", or all"};
        chosen.push_back(row);
    }
    if (chosen.empty())
        throw UsageError{"--solvers names none, the known ones are " + iterationIds() + ", or all"};
    return chosen;
}

Vector chooseEta(const ConvergeArguments& options, const Network& network) {
    if (options.eta.empty())
        return {};
    Vector eta = parseNumbers("--eta", options.eta);
    if (eta.size() != network.n() || !(eta.array() > 0).all())
        throw InputError{
            options.path + ": --eta is \"" + options.eta + "\", expected n = " + std::to_string(network.n()) +
            " numbers > 0"};
    return eta;
}

/// The network at --input from x = 0; or both embeddings over --lower, --upper from the nominal point.
std::vector<ConvergeQuestion> askConverge(const ConvergeArguments& options, const NetworkAnalysis& analysis) {
    const Network& network = analysis.network();
    const Vector eta = chooseEta(options, network);
    if (!options.input.empty()) {
        const Vector input = parseInput(options.path, network, options.input);
        return {{"", problemAt(analysis, input, eta), Vector::Zero(network.n())}};
    }
    const Box input = parseBox(options.path, network, options.lower, options.upper);
    const ForwardResult nominal = forward(analysis, input.centre());
    const Vector centre = nominal.status == Status::Ok ? nominal.x : Vector(Vector::Zero(network.n()));
    const Vector start = stack(Box::point(centre));
    return {
        {"mm", embeddedProblem(analysis, input, Splitting::Metzler, eta), start},
        {"ibp", embeddedProblem(analysis, input, Splitting::Sign, eta), start}};
}

template<class T>
Json orNull(const std::optional<T>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json describe(const Norm& norm) {
    constexpr std::array names{"one", "two", "infinity"};
    Json json{{"kind", names[static_cast<std::size_t>(norm.kind)]}};
    json["weights"] = norm.weights.size() ? numbers(norm.weights) : Json(nullptr);
    return json;
}

Json describe(
    const ConvergeQuestion& question, const FixedPointIteration& row, const IterationRun& result,
    bool trace) {
    const auto lost = row.whyOrderIsLost(question.problem, result.alpha);
    Json json{
        {"id", row.id}, {"embedding", question.embedding.empty() ? Json(nullptr) : Json(question.embedding)}};
    json["alpha"] = row.usesAlpha ? Json(result.alpha) : Json(nullptr);
    json["status"] = statusName(result.status);
    if (result.status != Status::Ok)
        json["reason"] = result.reason;
    json["converges"] = result.promise.converges;
    json["condition"] = result.promise.reason;
    json["factor"] = result.promise.factor;
    json["norm"] = describe(result.promise.norm);
    json["measured_factor"] = result.measuredFactor;
    json["iterations"] = result.iterations();
    json["iterations_to_1e-6"] = orNull(result.iterationsTo(1e-6));
    json["predicted_to_1e-6"] =
        orNull(predictedIterations(result.promise.factor, result.residuals.front(), 1e-6));
    json["residual"] = result.residuals.back();
    if (question.problem.embedded) {
        json["keeps_order"] = !lost.has_value();
        json["order_lost_at"] = orNull(result.orderLostAt);
    }
    if (result.status == Status::Ok) {
        if (question.problem.embedded)
            json["state"] = box(unstack(result.last()));
        else
            json["x"] = numbers(result.last());
    }
    if (trace) {
        json["residuals"] = result.residuals;
        json["steps"] = result.steps;
        Json iterates = Json::array();
        for (const Vector& x : result.iterates)
            iterates.push_back(numbers(x));
        json["iterates"] = std::move(iterates);
    }
    return json;
}

std::string factorText(double factor) {
    std::ostringstream text;
    text << factor;
    return std::isnan(factor) ? "none" : text.str();
}

void print(const ConvergeQuestion& question, const FixedPointIteration& row, const IterationRun& result) {
    const std::string name =
        std::string(row.id) + (question.embedding.empty() ? "" : ", " + question.embedding);
    std::cout << std::left << std::setw(26) << name << std::right;
    std::cout << statusName(result.status) << " after " << result.iterations() << " iterations, residual "
              << result.residuals.back() << ", factor " << factorText(result.measuredFactor) << " (theory "
              << factorText(result.promise.factor) << ")";
    if (row.usesAlpha)
        std::cout << ", α " << result.alpha;
    if (result.orderLostAt)
        std::cout << ", order lost at " << *result.orderLostAt;
    std::cout << '\n';
}

void runConverge(const ConvergeArguments& options, int& status) {
    const bool atPoint = !options.input.empty(), overBox = !options.lower.empty() && !options.upper.empty();
    if (atPoint == overBox)
        throw UsageError{"converge needs either --input or --lower with --upper"};
    const std::vector<const FixedPointIteration*> chosen = chooseSolvers(options.solvers);
    const auto analysis = openNetwork(options.path);
    const std::vector<ConvergeQuestion> questions = askConverge(options, *analysis);
    RunOptions runOptions;
    runOptions.tolerance = options.tolerance;
    runOptions.maxIterations = options.maxIterations;
    runOptions.limits = limitsFor(options.timeLimit);
    Json list = Json::array();
    bool complete = true;
    for (const ConvergeQuestion& question : questions)
        for (const FixedPointIteration* row : chosen) {
            const double alpha =
                row->usesAlpha && options.alpha > 0 ? options.alpha : row->defaultAlpha(question.problem);
            const IterationRun result = kamke::run(*row, question.problem, alpha, question.start, runOptions);
            complete = complete && result.status != Status::Cancelled;
            if (options.json)
                list.push_back(describe(question, *row, result, options.trace));
            else
                print(question, *row, result);
        }
    if (options.json) {
        const FixedPointProblem& first = questions.front().problem;
        const Index n = analysis->network().n();
        printJson(
            {{"alpha_star", analysis->alphaStar},
             {"eta", numbers(first.eta.head(n))},
             {"measure", first.measure()},
             {"runs", std::move(list)},
             {"complete", complete}});
    }
    if (!complete)
        status = Stopped;
}

} // namespace

void addConverge(CLI::App& app, int& status) {
    CLI::App* command =
        app.add_subcommand("converge", "Fixed-point iterations: factors promised and measured");
    auto options = std::make_shared<ConvergeArguments>();
    command->add_option("NETWORK", options->path, "network file")->required();
    CLI::Option* const input = command->add_option(
        "--input", options->input, "v1,v2,… (r numbers, raw units): the network, from x = 0");
    CLI::Option* const lower = command->add_option(
        "--lower", options->lower, "v1,v2,… (r numbers, raw units): its embeddings mm and ibp over a box");
    CLI::Option* const upper =
        command->add_option("--upper", options->upper, "v1,v2,… (r numbers, raw units)");
    lower->needs(upper)->excludes(input);
    upper->needs(lower)->excludes(input);
    command->add_option("--solvers", options->solvers, "ids with commas between, or all: " + iterationIds());
    command
        ->add_option("--alpha", options->alpha, "step of the solvers that have one (default: each one's own)")
        ->check(CLI::PositiveNumber);
    command->add_option(
        "--eta", options->eta, "weights of the norm, n numbers > 0 (default: of least μ_η(A))");
    command->add_option("--tolerance", options->tolerance, "of the residual, relative to 1 + ‖x‖_η")
        ->check(CLI::PositiveNumber);
    command->add_option("--max-iterations", options->maxIterations)->check(CLI::Range(1, 1000000));
    command->add_option("--time-limit", options->timeLimit, "seconds")->check(CLI::NonNegativeNumber);
    command->add_flag("--trace", options->trace, "also print every iterate, residual and step");
    command->add_flag("--json", options->json, "print one JSON object");
    command->callback([options, &status] { runConverge(*options, status); });
}

} // namespace kamke::cli
