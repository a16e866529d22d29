// Times what Kamke computes, each figure beside the rate of bare matrix products of the same run.
//
//     kamke-bench [--json] [--only frame,kernels,blas,figure,semialgebraic,growth] [--plot FILE.png|pdf]
//
// Times are the best of several runs; absolute ones depend on the machine and on what else it does, the
// ratios less so. --plot draws the growth with n, r, N and threads.
#include "measure.h"

#include "core/solve/blas_kernel.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

namespace {

using kamke::bench::Row;
using Json = nlohmann::ordered_json;

Json describe(const Row& row) {
    Json json{{"group", row.group}, {"name", row.name}, {"seconds", row.seconds}};
    if (row.iterations > 0)
        json["iterations"] = row.iterations;
    if (row.gigaflops > 0)
        json["gigaflops"] = row.gigaflops;
    if (row.machine > 0)
        json["product_gigaflops"] = row.machine;
    if (row.gigaflops > 0 && row.machine > 0)
        json["fraction"] = row.gigaflops / row.machine;
    if (row.memory > 0)
        json["peak_mebibytes"] = row.memory;
    if (row.parameter > 0)
        json["parameter"] = row.parameter;
    return json;
}

void print(const std::vector<Row>& rows) {
    std::string group;
    const auto number = [](double value, int digits) {
        if (value > 0)
            std::printf("%12.*f", digits, value);
        else
            std::printf("%12s", "");
    };
    for (const Row& row : rows) {
        if (row.group != group)
            std::printf(
                "\n%s\n%12s%12s%12s%12s%12s%12s\n", row.group.c_str(), "ms", "iterations", "GFLOP/s",
                "products", "% of them", "peak MiB");
        group = row.group;
        number(1e3 * row.seconds, 3);
        number(row.iterations, 1);
        number(row.gigaflops, 1);
        number(row.machine, 1);
        number(row.machine > 0 ? 100 * row.gigaflops / row.machine : 0, 0);
        number(row.memory, 0);
        std::printf("  %s\n", row.name.c_str());
    }
}

} // namespace

int main(int argc, char** argv) {
    using namespace kamke::bench;
    const std::map<std::string, std::vector<Row> (*)()> parts{
        {"frame", frameRows},
        {"kernels", kernelRows},
        {"blas", blasRows},
        {"figure", figureRows},
        {"semialgebraic", semialgebraicRows},
        {"growth", growthRows}};
    CLI::App app("Times what Kamke computes");
    bool json = false;
    std::vector<std::string> only{"frame", "kernels", "blas", "figure", "semialgebraic", "growth"};
    std::string plot;
    app.add_flag("--json", json, "one JSON object on standard output");
    app.add_option("--only", only, "parts: frame, kernels, blas, figure, semialgebraic, growth")
        ->delimiter(',')
        ->check(CLI::IsMember(parts));
    app.add_option("--plot", plot, "draw the growth into this PNG or PDF file");
    CLI11_PARSE(app, argc, argv);
    std::vector<Row> rows;
    for (const std::string& part : only) {
        const std::vector<Row> some = parts.at(part)();
        rows.insert(rows.end(), some.begin(), some.end());
        if (!json)
            print(some);
    }
    if (json) {
        Json list = Json::array();
        for (const Row& row : rows)
            list.push_back(describe(row));
        const Json all{
            {"threads", threads},
            {"blas", kamke::blasKernelText()},
            {"peak_mebibytes", peakMemory()},
            {"rows", std::move(list)}};
        std::cout << all.dump(1) << '\n';
    } else {
        std::printf("\n%s, peak memory: %.0f MiB\n", kamke::blasKernelText().c_str(), peakMemory());
    }
    if (!plot.empty() && !plotGrowth(rows, plot)) {
        std::cerr << plot << ": cannot be written\n";
        return 1;
    }
    return 0;
}
