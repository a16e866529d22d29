// What the subcommands of kamke-cli share.
#pragma once

#include "core/model/analysis.h"
#include "core/solve/iteration.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace kamke::cli {

using Json = nlohmann::ordered_json;

/// Exit statuses of formats.md.
enum ExitStatus { Done = 0, InputAtFault = 1, Usage = 2, Stopped = 3 };

/// The input (a file, a number) is at fault: one sentence, exit status 1.
struct InputError {
    std::string sentence;
};
/// The command line is at fault beyond what the parser sees: one sentence, exit status 2.
struct UsageError {
    std::string sentence;
};

/// Reads and analyses a network file; throws InputError.
std::shared_ptr<const NetworkAnalysis> openNetwork(const std::string& path);
/// "0,1,2" as numbers; throws UsageError that names the option.
Vector parseNumbers(const std::string& option, const std::string& text);
/// The values of --lower and --upper as a box of raw inputs; throws UsageError or InputError.
Box parseBox(
    const std::string& path, const Network& network, const std::string& lower, const std::string& upper);
/// A raw input of --input; throws UsageError or InputError.
Vector parseInput(const std::string& path, const Network& network, const std::string& text);

/// Prints one JSON object, doubles as %.17g, NaN and infinities as null.
void printJson(const Json& value);
/// An upper bound for people, with `digits` digits and rounded outward; "none" where nothing finite is
/// proved.
std::string boundText(double bound, int digits = 6, const char* none = "none");
Json numbers(const Vector& v);
/// {"lower": […], "upper": […]}
Json box(const Box& b);

/// Stops on SIGINT, SIGTERM or after `seconds` (0: no limit).
Limits limitsFor(double seconds);

/// A subcommand registers itself and leaves its exit status in `status` when it is run.
void addInfo(CLI::App& app, int& status);
void addForward(CLI::App& app, int& status);
void addReach(CLI::App& app, int& status);
void addConverge(CLI::App& app, int& status);
void addCertify(CLI::App& app, int& status);
void addMerge(CLI::App& app, int& status);
void addRadius(CLI::App& app, int& status);
void addAttack(CLI::App& app, int& status);
void addExplain(CLI::App& app, int& status);
void addLipschitz(CLI::App& app, int& status);
void addTrain(CLI::App& app, int& status);
void addConvert(CLI::App& app, int& status);
void addRender(CLI::App& app, int& status);

} // namespace kamke::cli
