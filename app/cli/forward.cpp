#include "command.h"

#include "solve/solvers.h"

#include <iostream>

namespace kamke::cli {

void addForward(CLI::App& app, int& status) {
    CLI::App* command = app.add_subcommand("forward", "State and output for one input");
    struct Options {
        std::string path, input;
        bool json = false;
        double timeLimit = 0;
    };
    auto options = std::make_shared<Options>();
    command->add_option("NETWORK", options->path, "network file")->required();
    command->add_option("--input", options->input, "v1,v2,… (r numbers, raw units)")->required();
    command->add_option("--time-limit", options->timeLimit, "seconds")->check(CLI::NonNegativeNumber);
    command->add_flag("--json", options->json, "print one JSON object");
    command->callback([options, &status] {
        const Vector input = parseNumbers("--input", options->input);
        const auto analysis = openNetwork(options->path);
        if (input.size() != analysis->network().r())
            throw InputError{
                options->path + ": --input has " + std::to_string(input.size()) +
                " numbers, expected r = " + std::to_string(analysis->network().r())};
        IterationOptions iteration;
        iteration.maxIterations = 1000000;
        iteration.limits = limitsFor(options->timeLimit);
        const ForwardResult result = forward(*analysis, input, iteration);
        if (result.status == Status::Cancelled)
            status = Stopped;
        else if (result.status != Status::Ok)
            throw InputError{
                options->path + ": no state was found for this input: " + result.reason + " (" +
                result.solver + ")"};
        if (!result.reason.empty())
            std::cerr << "note: " << result.reason << '\n';
        if (options->json) {
            printJson(
                {{"x", numbers(result.x)},
                 {"y", numbers(result.y)},
                 {"iterations", result.iterations},
                 {"residual", result.residual},
                 {"solver", result.solver},
                 {"complete", result.status == Status::Ok}});
        } else {
            const Eigen::IOFormat row(Eigen::FullPrecision, Eigen::DontAlignCols, ", ");
            std::cout << "x = " << result.x.transpose().format(row)
                      << "\ny = " << result.y.transpose().format(row) << '\n'
                      << result.iterations << " iterations (" << result.solver << "), residual "
                      << result.residual << '\n';
        }
    });
}

} // namespace kamke::cli
