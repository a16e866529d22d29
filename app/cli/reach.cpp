#include "command.h"

#include "core/model/outward.h"
#include "core/reach/reach.h"

#include <iomanip>
#include <iostream>
#include <sstream>

namespace kamke::cli {

namespace {

std::vector<const Method*> chooseMethods(const std::string& text) {
    std::vector<const Method*> chosen;
    if (text == "all") {
        for (const Method& m : methods())
            chosen.push_back(&m);
        return chosen;
    }
    std::istringstream list(text);
    for (std::string id; std::getline(list, id, ',');) {
        const Method* method = findMethod(id);
        if (!method)
            throw UsageError{"unknown method \"" + id + "\", the known ones are " + methodIds() + ", or all"};
        chosen.push_back(method);
    }
    if (chosen.empty())
        throw UsageError{"--methods names none, the known ones are " + methodIds() + ", or all"};
    return chosen;
}

Json describe(const Method& method, const NetworkAnalysis& analysis, const Enclosure& e) {
    Json j{{"id", method.id}, {"status", statusName(e.status)}};
    if (!e.ok()) {
        j["reason"] = e.reason;
        j["seconds"] = e.seconds;
        return j;
    }
    j["state"] = box(*e.state);
    j["output"] = box(*e.output);
    j["iterations"] = e.iterations;
    j["rigorous"] = e.rigorous;
    j["seconds"] = e.seconds;
    if (e.factor) {
        const LipschitzConstants& L = analysis.lipschitz;
        j["factor"] = *e.factor;
        j["factors"] = {{"eta_ones", L.etaOnes}, {"eta_best_mu", L.etaBestMu}, {"best", L.best}};
    }
    if (!e.pieces.empty()) {
        Json polygons = Json::array();
        for (const ExactPiece& piece : e.pieces) {
            Json vertices = Json::array();
            for (Index k = 0; k < piece.outputs.cols(); ++k)
                vertices.push_back(numbers(piece.outputs.col(k)));
            polygons.push_back(std::move(vertices));
        }
        j["polygons"] = std::move(polygons);
    }
    return j;
}

void printText(const Method& method, const Enclosure& e) {
    std::cout << std::left << std::setw(28) << method.name << std::right;
    if (!e.ok()) {
        std::cout << statusName(e.status) << ": " << e.reason << '\n';
        return;
    }
    for (Index k = 0; k < e.output->dimension(); ++k)
        std::cout << (k ? " × " : "") << '[' << roundedBelow(e.output->lower(k)) << ", "
                  << roundedAbove(e.output->upper(k)) << ']';
    std::cout << (e.rigorous ? "  proved in floating point" : "  numerical");
    if (e.iterations > 0)
        std::cout << ", " << e.iterations << " iterations";
    if (e.factor)
        std::cout << ", factor " << roundedAbove(*e.factor);
    if (!e.pieces.empty())
        std::cout << ", " << e.pieces.size() << (e.pieces.size() == 1 ? " piece" : " pieces");
    std::cout << '\n';
}

} // namespace

void addReach(CLI::App& app, int& status) {
    CLI::App* command = app.add_subcommand("reach", "Boxes that hold every output of an input box");
    struct Options {
        std::string path, lower, upper, methods = "all";
        bool json = false;
        double timeLimit = 0;
    };
    auto options = std::make_shared<Options>();
    command->add_option("NETWORK", options->path, "network file")->required();
    command->add_option("--lower", options->lower, "v1,v2,… (r numbers, raw units)")->required();
    command->add_option("--upper", options->upper, "v1,v2,… (r numbers, raw units)")->required();
    command->add_option("--methods", options->methods, "ids with commas between, or all: " + methodIds());
    command->add_option("--time-limit", options->timeLimit, "seconds")->check(CLI::NonNegativeNumber);
    command->add_flag("--json", options->json, "print one JSON object");
    command->callback([options, &status] {
        const std::vector<const Method*> chosen = chooseMethods(options->methods);
        const auto analysis = openNetwork(options->path);
        const Box input = parseBox(options->path, analysis->network(), options->lower, options->upper);
        const Certifier certifier(analysis);
        ReachOptions reachOptions;
        reachOptions.limits = limitsFor(options->timeLimit);
        // By name only: `all` should not wait for it.
        reachOptions.searchRange = options->methods != "all";
        Json list = Json::array();
        bool complete = true;
        for (const Method* method : chosen) {
            const Enclosure enclosure = reach(*method, certifier, input, reachOptions);
            complete = complete && enclosure.status != Status::Cancelled;
            if (options->json)
                list.push_back(describe(*method, *analysis, enclosure));
            else
                printText(*method, enclosure);
        }
        if (options->json)
            printJson({{"methods", std::move(list)}, {"complete", complete}});
        if (!complete)
            status = Stopped;
    });
}

} // namespace kamke::cli
