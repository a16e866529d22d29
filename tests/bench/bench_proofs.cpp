// Proof files: their sizes, how long they take to check, and what becomes of them when a digit is changed.
//
//     kamke-bench-proofs NETWORK FOLDER [--mutations 10000] [--seed 1] [--largest BYTES]
//
// FOLDER is one of `kamke-cli decide --proofs`. A changed file is caught when it is refused, or accepted:
// then its claim is compared with that of the index, which the checker does for every file of a folder, too.
#include "app/check/folder.h"
#include "tests/app/proof_mutations.h"

#include "core/io/files/network_file.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>

namespace {

using namespace kamke;
using namespace kamke::check;

struct File {
    std::string text;
    Claim claim;
    double seconds = 0;
};

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

std::vector<File> filesOf(const CheckedNetwork& network, const std::string& folder) {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().string().ends_with(".kproof.json"))
            paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::vector<File> files;
    for (const auto& path : paths) {
        std::ostringstream content;
        content << std::ifstream(path).rdbuf();
        File file{content.str(), {}};
        const auto begin = std::chrono::steady_clock::now();
        const FileVerdict verdict = checkText(network, file.text);
        file.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        if (verdict.fails)
            std::printf("%s does not hold: %s\n", path.c_str(), verdict.fails->c_str());
        else {
            file.claim = Claim(readProof(file.text));
            files.push_back(std::move(file));
        }
    }
    return files;
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app{"Sizes of proof files, seconds to check them, and changed digits.", "kamke-bench-proofs"};
    std::string networkPath, folder;
    int mutations = 0;
    unsigned seed = 1;
    std::size_t largest = 200000;
    app.add_option("network", networkPath)->required();
    app.add_option("folder", folder)->required();
    app.add_option("--mutations", mutations, "digits to change, each in a file chosen at random");
    app.add_option("--seed", seed);
    app.add_option(
        "--largest", largest, "bytes of a file that digits are changed in, since each is checked anew");
    CLI11_PARSE(app, argc, argv);
    const auto read = readNetwork(networkPath);
    if (!read) {
        std::fprintf(stderr, "%s\n", read.error().message.c_str());
        return 1;
    }
    const CheckedNetwork network(*read);
    std::vector<File> files = filesOf(network, folder);
    std::vector<double> sizes, seconds;
    double sum = 0;
    for (const File& file : files) {
        sizes.push_back(static_cast<double>(file.text.size()));
        seconds.push_back(file.seconds);
        sum += file.seconds;
    }
    if (files.empty())
        return 1;
    std::printf(
        "%zu proofs hold: median %.0f bytes, largest %.0f; checked in %.3f s, median %.4f, longest %.3f\n",
        files.size(), median(sizes), *std::max_element(sizes.begin(), sizes.end()), sum, median(seconds),
        *std::max_element(seconds.begin(), seconds.end()));
    std::erase_if(files, [&](const File& file) { return file.text.size() > largest; });
    if (mutations <= 0 || files.empty())
        return 0;
    std::mt19937_64 g(seed);
    int caught = 0, wrong = 0;
    std::map<std::string, int> inPart, accepted;
    for (int k = 0; k < mutations; ++k) {
        const File& file = files[std::uniform_int_distribution<std::size_t>(0, files.size() - 1)(g)];
        std::string changed = file.text;
        const std::string part = test::changeDigit(changed, g);
        ++inPart[part];
        if (checkText(network, changed, &file.claim).fails) {
            ++caught;
            continue;
        }
        ++accepted[part];
        // Accepted: it must be another proof of the very same statement.
        wrong +=
            test::claimParts.contains(part) || Claim(readProof(changed)).difference(file.claim).has_value();
    }
    std::printf(
        "%d digits changed in %zu files: %d caught, %d still a proof of the same statement, %d of another\n",
        mutations, files.size(), caught, mutations - caught - wrong, wrong);
    for (const auto& [part, count] : inPart)
        std::printf("  %-10s %5d changed, %5d still a proof\n", part.c_str(), count, accepted[part]);
    return wrong > 0;
}
