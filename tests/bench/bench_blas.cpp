#include "digits.h"

#include "core/solve/blas_kernel.h"
#include "core/sweep/engine.h"

#include <cstdio>
#include <nlohmann/json.hpp>

namespace kamke::bench {

namespace {

/// What NumPy takes for the same margins with the same kernel; a row without seconds where it is not
/// installed.
Row numpyRow(const std::string& group, const std::string& kernel, int threadCount) {
    Row row{group, "MM-C in batched NumPy, to 1e-11", 0, 0, 0, 0, 0, 0};
    const std::string command = "OPENBLAS_CORETYPE=" + kernel + " '" + KAMKE_SOURCE_DIR +
                                "/tests/bench/mmc_numpy.py' --json --threads " + std::to_string(threadCount) +
                                " 2>/dev/null";
    FILE* const pipe = popen(command.c_str(), "r");
    if (!pipe)
        return row;
    std::string text;
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe))
        text += static_cast<char>(c);
    if (pclose(pipe) != 0)
        return row;
    const auto answer = nlohmann::json::parse(text, nullptr, false);
    if (answer.is_object() && answer["kernel"] == kernel) {
        row.seconds = answer["seconds"];
        row.gigaflops = answer["gigaflops"];
        row.machine = answer["product_gigaflops"];
    }
    return row;
}

} // namespace

std::vector<Row> blasRows() {
    std::vector<Row> rows;
    const Digits digits = openDigits("nemon_mnist");
    const BlasKernel kernel = blasKernel();
    if (!digits.data || !digits.certifier || kernel.name.empty())
        return rows;
    const Index n = digits.network().n();
    // What OpenBLAS takes where it does not know the processor, if it has known this one.
    const std::string before = kernel.replaced.empty() ? "Prescott" : kernel.replaced;
    for (const std::string& name : {before, kernel.name}) {
        if (!switchBlasKernel(name))
            continue;
        for (const int threadCount : {1, 2}) {
            const std::string group = "kernel " + name + ", " + std::to_string(threadCount) +
                                      (threadCount > 1 ? " threads" : " thread");
            const auto add = [&](Row row) {
                row.group = group;
                rows.push_back(std::move(row));
            };
            const double machine = productGigaflops(n, SweepEngine::blockSamples, threadCount);
            Row products{group, "bare products", 0, 0, machine, machine, 0, 0};
            products.seconds = 1e-9 * 2 * static_cast<double>(n * n * SweepEngine::blockSamples) / machine;
            add(products);
            add(marginRow(
                digits, {.id = "mmc", .tolerance = 1e-13, .accuracy = 0, .threadCount = threadCount},
                machine));
            add(marginRow(
                digits, {.id = "mmc", .tolerance = 1e-11, .accuracy = 0, .threadCount = threadCount},
                machine));
            add(marginRow(digits, {.id = "mmc", .threadCount = threadCount}, machine));
            add(numpyRow(group, name, threadCount));
        }
    }
    switchBlasKernel(kernel.name);
    return rows;
}

} // namespace kamke::bench
