#include "measure.h"

#include "core/certify/margins.h"
#include "core/sweep/counts.h"

#include <numeric>

namespace kamke::bench {

namespace {

constexpr Index usualStates = 100, usualInputs = 784, usualSamples = 4000;
constexpr double eps = 0.002;

Row row(const std::string& over, Index parameter, Index n, Index r, Index count, int threadCount) {
    const Network network = randomNemon(n, r, 10);
    const auto data = randomSamples(network, count);
    const auto certifier = std::make_shared<const Certifier>(
        std::make_shared<const NetworkAnalysis>(std::make_shared<const Network>(network)));
    SweepPlan plan;
    plan.eps = Vector::Constant(1, eps);
    plan.certificates = {findCertificate("mmc")};
    plan.margins = true;
    const SweepEngine engine(certifier, plan);
    const DatasetSource source(data, allSamples(*data));
    SweepRun run;
    run.threads = threadCount;
    Row result{"growth with " + over,         over + " = " + std::to_string(parameter), 0, 0, 0, 0, 0,
               static_cast<double>(parameter)};
    result.seconds = bestSeconds(3, [&] {
        SweepCounts counts(plan);
        (void)runSweep(engine, source, counts, run);
    });
    result.machine = productGigaflops(n, SweepEngine::blockSamples, threadCount);
    result.memory = peakMemory();
    return result;
}

} // namespace

std::vector<Row> growthRows() {
    std::vector<Row> rows;
    // From few samples to many, so that the peak of the process is that of the last.
    for (const Index count : {1000, 4000, 16000, 64000})
        rows.push_back(row("N", count, usualStates, 100, count, threads));
    for (const Index r : {10, 50, 200, 784, 3072})
        rows.push_back(row("r", r, usualStates, r, usualSamples, threads));
    for (const Index n : {25, 50, 100, 200, 400})
        rows.push_back(row("n", n, n, usualInputs, usualSamples, threads));
    for (const int count : {1, 2, 4})
        rows.push_back(row("threads", count, usualStates, usualInputs, usualSamples, count));
    return rows;
}

} // namespace kamke::bench
