#include "samples.h"

#include "core/certify/margins.h"
#include "core/io/text/plain_text.h"
#include "core/solve/solvers.h"

#include <iostream>

namespace kamke::cli {

namespace {

struct ForwardArguments : SampleOptions {
    std::string input;
    Index index = -1;
};

/// The input to solve for, and the sample it is of when a data set was given.
struct ForwardQuestion {
    std::optional<Problem> problem;
    std::shared_ptr<const NetworkAnalysis> analysis;
    Vector input;
};

ForwardQuestion askForward(const ForwardArguments& options) {
    if (!options.data.empty()) {
        Problem problem = openProblem(options, options.index);
        ForwardQuestion question{std::nullopt, problem.analysis, problem.data.input(options.index)};
        question.problem = std::move(problem);
        return question;
    }
    ForwardQuestion question{std::nullopt, openNetwork(options.network), {}};
    question.input = parseInput(options.network, question.analysis->network(), options.input);
    return question;
}

void runForward(const ForwardArguments& options, int& status) {
    if (options.input.empty() == options.data.empty())
        throw UsageError{"forward needs either --input or --data with --index"};
    const ForwardQuestion question = askForward(options);
    IterationOptions iteration;
    iteration.maxIterations = 1000000;
    iteration.limits = limitsFor(options.timeLimit);
    const ForwardResult result = forward(*question.analysis, question.input, iteration);
    if (result.status == Status::Cancelled)
        status = Stopped;
    else if (result.status != Status::Ok)
        throw InputError{
            options.network + ": no state was found for this input: " + result.reason + " (" + result.solver +
            ")"};
    if (!result.reason.empty())
        std::cerr << "note: " << result.reason << '\n';
    const bool ok = result.status == Status::Ok;
    const int prediction = ok ? predictedClass(result.y) : -1;
    if (options.json) {
        Json j{
            {"x", numbers(result.x)},
            {"y", numbers(result.y)},
            {"iterations", result.iterations},
            {"residual", result.residual},
            {"solver", result.solver}};
        if (question.problem) {
            j["index"] = options.index;
            j["label"] = question.problem->labels().front();
            j["prediction"] = prediction;
        }
        j["complete"] = ok;
        printJson(j);
        return;
    }
    const Eigen::IOFormat row(Eigen::FullPrecision, Eigen::DontAlignCols, ", ");
    std::cout << "x = " << result.x.transpose().format(row) << "\ny = " << result.y.transpose().format(row)
              << '\n'
              << result.iterations << " iterations (" << result.solver << "), residual " << result.residual
              << '\n';
    if (question.problem && ok)
        std::cout << "label " << plain(question.problem->className(question.problem->labels().front()))
                  << ", read as " << plain(question.problem->className(prediction)) << '\n';
}

} // namespace

void addForward(CLI::App& app, int& status) {
    CLI::App* command = app.add_subcommand("forward", "State and output for one input");
    auto options = std::make_shared<ForwardArguments>();
    command->add_option("NETWORK", options->network, "network file")->required();
    CLI::Option* const input =
        command->add_option("--input", options->input, "v1,v2,… (r numbers, raw units)");
    CLI::Option* const data = command->add_option("--data", options->data, "data set instead of --input");
    data->excludes(input);
    CLI::Option* const index = command->add_option("--index", options->index, "its sample, counted from 0")
                                   ->check(CLI::NonNegativeNumber);
    index->needs(data);
    data->needs(index);
    command
        ->add_option(
            "--labels", options->labels, "labels file of IDX images, where it has not the usual name")
        ->needs(data);
    command->add_option("--time-limit", options->timeLimit, "seconds")->check(CLI::NonNegativeNumber);
    command->add_flag("--json", options->json, "print one JSON object");
    command->callback([options, &status] { runForward(*options, status); });
}

} // namespace kamke::cli
