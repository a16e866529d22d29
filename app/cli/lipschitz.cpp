#include "outputs.h"
#include "ranks.h"
#include "samples.h"

#include "core/certify/certificates.h"
#include "core/io/files/lipschitz_file.h"
#include "core/io/text/plain_text.h"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <iostream>

namespace kamke::cli {

namespace {

struct LipschitzArguments {
    std::string network, norm = "linf", out;
    double gap = LipschitzOptions{}.gap, timeLimit = 0;
    int threads = 1;
    bool json = false, noFile = false;
};

bool isProved(const LipschitzTable& table) {
    return std::isfinite(table.output) && std::isfinite(table.state) && table.pairs.allFinite();
}

void printTable(const LipschitzTable& table) {
    const char* const none = "none was proved";
    const char* norm = table.norm == BallNorm::L2 ? "l_2" : "l_inf";
    std::cout << norm << " → " << norm << ", raw inputs to outputs: " << boundText(table.output, 6, none)
              << "\nto states: " << boundText(table.state, 6, none)
              << "\nto differences of logits y_i − y_j:\n";
    for (Index i = 0; i < table.pairs.rows(); ++i) {
        for (Index j = 0; j < table.pairs.cols(); ++j)
            std::cout << std::setw(10) << boundText(table.pairs(i, j), 5);
        std::cout << '\n';
    }
}

void runLipschitz(const LipschitzArguments& arguments, int& status) {
    const BallNorm norm = arguments.norm == "l2" ? BallNorm::L2 : BallNorm::Linf;
    const std::filesystem::path file = arguments.out.empty() ? lipschitzFileBeside(arguments.network, norm)
                                                             : std::filesystem::path(arguments.out);
    if (!arguments.noFile)
        checkOutputs({{{"--out", file.string()}}}, {{"NETWORK", arguments.network}});
    // A name that the user did not give may belong to something else.
    if (!arguments.noFile && arguments.out.empty())
        if (auto why = whyNoLipschitzFile(file))
            throw InputError{*why + "; another name can be given with --out"};
    const auto analysis = openNetwork(arguments.network);
    if (auto why = whyNotSemialgebraic(*analysis))
        throw InputError{arguments.network + ": " + *why};
    Progress progress("constants");
    LipschitzOptions options;
    options.gap = arguments.gap;
    options.threads = arguments.threads;
    options.limits = limitsFor(arguments.timeLimit);
    options.progress = std::ref(progress);
    const auto begin = Clock::now();
    const auto table = lipschitzTable(*analysis, norm, options);
    const double seconds = secondsSince(begin);
    if (!table) {
        status = Stopped;
        if (arguments.json)
            printJson({{"norm", arguments.norm}, {"complete", false}});
        else
            std::cout << "Stopped: nothing was finished.\n";
        return;
    }
    if (!arguments.noFile)
        if (auto written = writeLipschitzTable(file, *table); !written)
            throw InputError{written.error().message};
    if (arguments.json) {
        Json pairs = Json::array();
        for (Index i = 0; i < table->pairs.rows(); ++i)
            pairs.push_back(numbers(table->pairs.row(i).transpose()));
        printJson(
            {{"norm", arguments.norm},
             {"output", table->output},
             {"state", table->state},
             {"pairs", std::move(pairs)},
             {"rigorous", isProved(*table)},
             {"seconds", seconds},
             {"file", arguments.noFile ? Json() : Json(file.string())},
             {"complete", true}});
        return;
    }
    printTable(*table);
    std::cout << (isProved(*table) ? "Proved in floating point, "
                                   : "What is finite is proved in floating point, ")
              << std::setprecision(3) << seconds << " s.\n";
    if (!arguments.noFile)
        std::cout << "Kept in " << plain(file.string()) << ", where certify finds it.\n";
}

} // namespace

void keepLipschitzFile(
    const Certifier& certifier, const std::string& network, BallNorm norm,
    std::span<const Certificate* const> chosen) {
    const std::filesystem::path file = lipschitzFileBeside(network, norm);
    std::error_code ignored;
    const bool used = std::any_of(chosen.begin(), chosen.end(), [](const Certificate* one) {
        return one->states->readsLipschitzTable;
    });
    if (!used || !std::filesystem::exists(file, ignored) || whyNotSemialgebraic(certifier.analysis()))
        return;
    auto table = readLipschitzTable(file, certifier.analysis(), norm);
    if (table)
        certifier.keepLipschitzTable(std::make_shared<const LipschitzTable>(std::move(*table)));
    else
        std::cerr << table.error().message << "; it is computed anew\n";
}

void addLipschitz(CLI::App& app, int& status) {
    CLI::App* command = app.add_subcommand(
        "lipschitz", "Lipschitz constants by semidefinite programs, kept beside the network for certify");
    auto options = std::make_shared<LipschitzArguments>();
    options->threads = defaultThreads();
    command->add_option("NETWORK", options->network, "network file")->required();
    command->add_option("--norm", options->norm, "of inputs, raw units, and of outputs: linf or l2")
        ->check(CLI::IsMember({"linf", "l2"}))
        ->capture_default_str();
    command->add_option("--gap", options->gap, "relative, at which a constant is good enough")
        ->check(CLI::Range(1e-9, 1.0))
        ->capture_default_str();
    CLI::Option* const out =
        command->add_option("--out", options->out, "file to write (default: beside the network)")
            ->check(whyNoFileName);
    command->add_flag("--no-file", options->noFile, "only print")->excludes(out);
    command->add_option("--threads", options->threads, "number of threads")->check(CLI::Range(1, 4096));
    command->add_option("--time-limit", options->timeLimit, "seconds")->check(CLI::NonNegativeNumber);
    command->add_flag("--json", options->json, "print one JSON object");
    command->callback([options, &status] { runLipschitz(*options, status); });
}

} // namespace kamke::cli
