#include "digits.h"

#include "core/certify/margins.h"
#include "core/io/files/dataset_file.h"
#include "core/io/files/network_file.h"

#include <numeric>

namespace kamke::bench {

namespace {

CertifyOptions optionsOf(const MarginTask& task) {
    CertifyOptions options;
    options.threads = task.threadCount;
    options.tolerance = task.tolerance;
    options.marginAccuracy = task.accuracy;
    options.logits = false;
    options.clip = task.clip;
    return options;
}

// Products per step of an embedded iteration, over the first digits.
double meanIterations(const Digits& digits, const Certificate* certificate, const MarginTask& task) {
    constexpr Index some = 512;
    const BallInputs inputs(
        *digits.certifier, digits.data->inputs(0, some), std::span(digits.data->labels).first(some),
        task.clip);
    const auto columns =
        marginColumns(*digits.certifier, inputs.at(digitsEps), std::span(&certificate, 1), optionsOf(task));
    const std::vector<int>& iterations = columns.front().boxes->iterations;
    return std::accumulate(iterations.begin(), iterations.end(), 0.0) / static_cast<double>(some);
}

} // namespace

Digits openDigits(const std::string& network) {
    Digits digits;
    if (auto data = readDataset(KAMKE_SOURCE_DIR "/resources/data/digits.h5"))
        digits.data = std::make_shared<const Dataset>(std::move(*data));
    if (auto read = readNetwork(std::string(KAMKE_SOURCE_DIR "/resources/networks/") + network + ".h5"))
        digits.certifier = std::make_shared<const Certifier>(
            std::make_shared<const NetworkAnalysis>(std::make_shared<const Network>(std::move(*read))));
    return digits;
}

Row marginRow(const Digits& digits, const MarginTask& task, double machine) {
    const Certificate* const certificate = findCertificate(task.id);
    const std::vector<Index> samples = allSamples(*digits.data);
    const bool iterated = certificate->method->id == "mm";
    Row row{"10,000 digits", std::string(certificate->label), 0, 0, 0, machine, 0, 0};
    row.name += task.clip ? ", margins, clipped" : ", margins";
    if (iterated)
        row.name += task.accuracy > 0 ? ", six digits" : task.tolerance < 1e-12 ? ", to 1e-13" : ", to 1e-11";
    row.seconds = bestSeconds(runs, [&] {
        certify(
            *digits.certifier, *digits.data, samples, digitsEps, std::span(&certificate, 1), optionsOf(task));
    });
    if (iterated) {
        row.iterations = meanIterations(digits, certificate, task);
        const auto n = static_cast<double>(digits.network().n()),
                   r = static_cast<double>(digits.network().r());
        const auto q = static_cast<double>(digits.network().q());
        row.gigaflops = digits.count() * 2 * n * ((task.clip ? 2 : 1) * r + 2 * n * row.iterations + 2 * q) /
                        row.seconds / 1e9;
    }
    return row;
}

} // namespace kamke::bench
