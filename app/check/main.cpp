// kamke-check: whether proof files of kamke-cli hold, found out without its solvers.
#include "folder.h"

#include "core/io/files/network_file.h"
#include "core/io/files/process_start.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

namespace {

using namespace kamke;
using namespace kamke::check;

enum Status { Done = 0, Failed = 1, Usage = 2 };

nlohmann::json json(const FileVerdict& one) {
    nlohmann::json answer{{"file", one.file.string()}, {"holds", !one.fails}};
    if (one.fails)
        answer["fails"] = *one.fails;
    else {
        answer["shows"] = one.holds;
        answer["sample"] = one.sampleHash;
        answer["verdict"] = one.robust ? "robust" : "broken";
    }
    return answer;
}

std::string counted(std::size_t count, const char* one, const char* many) {
    return std::to_string(count) + (count == 1 ? one : many);
}

int run(const std::string& networkPath, const std::vector<std::string>& paths, bool asJson, int threads) {
    const Result<Network> network = readNetwork(networkPath);
    if (!network) {
        std::cerr << network.error().message << '\n';
        return Failed;
    }
    const CheckedNetwork checked(*network);
    bool holds = true;
    nlohmann::json answers = nlohmann::json::array();
    for (const std::string& path : paths) {
        std::error_code ignored;
        if (std::filesystem::is_directory(path, ignored)) {
            const FolderVerdict folder = checkFolder(checked, path, threads);
            holds = holds && folder.holds();
            if (asJson) {
                nlohmann::json failed = nlohmann::json::array();
                for (const FileVerdict& one : folder.failed)
                    failed.push_back(json(one));
                answers.push_back(
                    {{"folder", path},
                     {"holds", folder.holds()},
                     {"robust", folder.robust},
                     {"broken", folder.broken},
                     {"without_proof", folder.without},
                     {"failed", std::move(failed)}});
                if (folder.fails)
                    answers.back()["fails"] = *folder.fails;
                continue;
            }
            if (folder.fails)
                std::cout << path << ": does not hold: " << *folder.fails << '\n';
            else if (!folder.failed.empty())
                std::cout << path << ": does not hold: "
                          << counted(folder.failed.size(), " proof fails", " proofs fail")
                          << ", the first is " << folder.failed.front().file.filename().string() << ": "
                          << *folder.failed.front().fails << '\n';
            else
                std::cout << path << ": holds: " << counted(folder.robust, " sample", " samples")
                          << " robust, " << folder.broken << " broken"
                          << (folder.without > 0 ? ", " + std::to_string(folder.without) + " without a proof"
                                                 : "")
                          << '\n';
        } else {
            const FileVerdict one = checkFile(checked, path);
            holds = holds && !one.fails;
            if (asJson)
                answers.push_back(json(one));
            else
                std::cout << path << (one.fails ? ": does not hold: " + *one.fails : ": holds: " + one.holds)
                          << '\n';
        }
    }
    if (asJson)
        std::cout
            << nlohmann::json{{"network", checked.hash}, {"holds", holds}, {"answers", std::move(answers)}}
                   .dump(2)
            << '\n';
    if (!std::cout.flush()) {
        std::cerr << "The answer could not be written.\n";
        return Failed;
    }
    return holds ? Done : Failed;
}

} // namespace

int main(int argc, char** argv) {
    kamke::prepareProcess();
    CLI::App app{
        "Checks proof files of kamke-cli decide --proofs: with intervals, from the weights, without any of "
        "its "
        "solvers.",
        "kamke-check"};
    app.set_version_flag("--version", "kamke-check " KAMKE_VERSION);
    app.footer("Exit status: 0 all hold; 1 one does not, or the input is at fault; 2 usage.");
    std::string network;
    std::vector<std::string> paths;
    bool asJson = false;
    int threads = 1;
    app.add_option("network", network, "the network file that the proofs are about")
        ->type_name("NETWORK")
        ->required();
    app.add_option("proofs", paths, "proof files, or folders of them with their index")
        ->type_name("PROOF")
        ->required();
    app.add_flag("--json", asJson, "one JSON object on standard output");
    app.add_option("--threads", threads, "that share the files of a folder")
        ->check(CLI::Range(1, 1024))
        ->capture_default_str();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0)
            return app.exit(error);
        std::cerr << error.what() << '\n';
        return Usage;
    }
    try {
        return run(network, paths, asJson, threads);
    } catch (const std::exception& error) {
        std::cerr << "kamke-check: " << error.what() << '\n';
        return Failed;
    }
}
