#include "decision_answer.h"
#include "outputs.h"
#include "sweep_answer.h"

#include "core/io/files/sweep_file.h"
#include "core/io/files/sweep_merge.h"

#include <filesystem>
#include <iostream>

namespace kamke::cli {

namespace {

struct MergeArguments {
    std::string out;
    std::vector<std::string> parts;
    bool json = false;
};

template<class Answer>
void print(const Answer& answer, bool asJson) {
    if (asJson)
        printJson(json(answer));
    else
        printText(answer);
}

/// Hands what the file has to the sink.
template<class Sink>
void replay(const SweepReader& whole, Sink& sink) {
    if (auto done = whole.replay(sink); !done)
        throw InputError{done.error().message};
}

/// Samples that are done.
Index report(const SweepReader& whole, bool asJson) {
    const Index samples = whole.samples();
    if (whole.plan().decisions) {
        DecisionTable table(whole.plan(), samples);
        replay(whole, table);
        print(DecisionAnswer{whole.plan(), table, {}, {}, table.done() == samples, std::nullopt}, asJson);
        return table.done();
    }
    SweepCounts counts(whole.plan());
    replay(whole, counts);
    const bool complete = counts.done == samples;
    print(SweepAnswer{whole.plan(), counts, samples, nullptr, {}, complete, std::nullopt}, asJson);
    return counts.done;
}

void runMerge(const MergeArguments& options, int& status) {
    std::vector<NamedFile> inputs;
    for (const std::string& part : options.parts)
        inputs.push_back({"PART", part});
    checkOutputs({{{"OUT", options.out}, WriteMode::GoOn}}, inputs);
    const std::vector<std::filesystem::path> parts(options.parts.begin(), options.parts.end());
    if (auto merged = mergeSweepFiles(options.out, parts); !merged)
        throw InputError{merged.error().message};
    const auto whole = SweepReader::open(options.out);
    if (!whole)
        throw InputError{whole.error().message};
    const Index done = report(*whole, options.json);
    if (done < whole->samples()) {
        std::cerr << std::filesystem::path(options.out).filename().string() << ": " << whole->samples() - done
                  << " of " << whole->samples() << " samples are in none of the parts\n";
        status = Stopped;
    }
}

} // namespace

void addMerge(CLI::App& app, int& status) {
    CLI::App* command =
        app.add_subcommand("merge", "Put the parts of one sweep (certify or decide, --shard) together");
    auto options = std::make_shared<MergeArguments>();
    command->add_option("OUT", options->out, "sweep file to make, or to go on with")
        ->required()
        ->check(whyNoFileName);
    command->add_option("PART", options->parts, "sweep files of the same network, samples and plan")
        ->required();
    command->add_flag("--json", options->json, "print one JSON object");
    command->callback([options, &status] { runMerge(*options, status); });
}

} // namespace kamke::cli
