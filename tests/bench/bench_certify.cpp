#include "bench_certify.h"

#include "core/random_network.h"

#include "certify/explanation.h"
#include "io/dataset_file.h"
#include "io/network_file.h"
#include "solve/parallel.h"

#include <algorithm>
#include <filesystem>
#include <numeric>

namespace kamke::bench {

namespace {

constexpr int threads = 2;
constexpr Index columns = 128; // of a block

struct Subject {
    std::string name;
    std::shared_ptr<const NetworkAnalysis> analysis;
    double eps;
};

double secondsSince(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

// NEMON weights with n = 100 as they are before training.
Network randomNemon(Index r) {
    test::Generator g(1);
    const Index n = 100, q = 10;
    Network net;
    const Matrix T = test::gaussian(g, n, n) / 100;
    net.A = T - Matrix((T.cwiseAbs() * Vector::Ones(n)).asDiagonal());
    net.B = test::gaussian(g, n, r) / std::sqrt(static_cast<double>(r));
    net.C = test::gaussian(g, q, n) / 10;
    net.D = Matrix::Zero(q, r);
    net.b = Vector::Zero(n);
    net.c = Vector::Zero(q);
    net.input = InputSpec{
        Vector::Zero(r), Vector::Ones(r), Vector(Vector::Zero(r)), Vector(Vector::Ones(r)), {28, 28}};
    return net;
}

std::vector<Subject> subjects(const Dataset& digits) {
    std::vector<Subject> found;
    const auto add = [&](const std::string& name, Network network, double eps) {
        auto shared = std::make_shared<const Network>(std::move(network));
        found.push_back(
            {name + " (n = " + std::to_string(shared->n()) + ")",
             std::make_shared<const NetworkAnalysis>(shared), eps});
    };
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(KAMKE_SOURCE_DIR "/resources/networks"))
        if (entry.path().extension() == ".h5")
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const auto& file : files)
        if (Result<Network> network = readNetwork(file); network && !whyUnfit(*network, digits))
            add(file.stem().string(), std::move(*network), 0.01);
    if (found.empty())
        add("random NEMON", randomNemon(digits.r()), 0.001);
    return found;
}

// Products of n×n by n×128 on all threads, nothing else.
double machineGigaflops(Index n) {
    test::Generator g(1);
    const Matrix A = test::gaussian(g, n, n), X = test::gaussian(g, n, columns);
    constexpr Index blocks = 2000;
    const auto begin = Clock::now();
    parallelFor(threads, threads, [&](Index) {
        Matrix Y(n, columns);
        for (Index k = 0; k < blocks; ++k)
            Y.noalias() = A * X;
    });
    return 2.0 * static_cast<double>(threads * blocks * n * n * columns) / secondsSince(begin) / 1e9;
}

double meanIterations(
    const Certifier& certifier, const Dataset& digits, const Certificate* certificate, double eps) {
    constexpr Index some = 512;
    const InputColumns boxes = epsilonBoxes(
        certifier.network(), digits.inputs(0, some), std::span(digits.labels).first(some),
        Vector::Constant(some, eps), true);
    const auto columnsOf = marginColumns(certifier, boxes, std::span(&certificate, 1));
    const std::vector<int>& iterations = columnsOf.front().boxes->iterations;
    return std::accumulate(iterations.begin(), iterations.end(), 0.0) / static_cast<double>(some);
}

Dataset bundledDigits() {
    Result<Dataset> digits = readDataset(KAMKE_SOURCE_DIR "/resources/data/digits.h5");
    return digits ? std::move(*digits) : Dataset{};
}

} // namespace

std::vector<CertifyRow> certifyRows() {
    const Dataset digits = bundledDigits();
    const std::vector<Index> samples = allSamples(digits);
    const Certificate* const certificate = findCertificate("mmc");
    std::vector<CertifyRow> rows;
    for (const Subject& subject : subjects(digits)) {
        const Certifier certifier(subject.analysis);
        CertifyOptions options;
        options.clip = true;
        options.threads = threads;
        const double machine = machineGigaflops(certifier.network().n());
        const auto begin = Clock::now();
        certify(certifier, digits, samples, subject.eps, std::span(&certificate, 1), options);
        const double seconds = secondsSince(begin);
        const double iterations = meanIterations(certifier, digits, certificate, subject.eps);
        // Centre and radius each: B and |B| once, A and |A| per iteration, TC and |TC| at the end.
        const auto n = static_cast<double>(certifier.network().n());
        const double flops =
            static_cast<double>(digits.size()) * 4 * n *
            (static_cast<double>(digits.r()) + n * iterations + static_cast<double>(certifier.network().q()));
        rows.push_back({subject.name, seconds, iterations, flops / seconds / 1e9, machine});
    }
    return rows;
}

std::vector<DigitRow> digitRows() {
    const Dataset digits = bundledDigits();
    std::vector<const Certificate*> all;
    for (const Certificate& one : certificates())
        all.push_back(&one);
    std::vector<DigitRow> rows;
    for (const Subject& subject : subjects(digits)) {
        const Certifier certifier(subject.analysis);
        constexpr Index count = 50;
        double first = 0, second = 0;
        for (Index k = 0; k < count; ++k) {
            const auto begin = Clock::now();
            const SampleReport report = certifySample(
                certifier, digits.input(k), digits.labels[static_cast<std::size_t>(k)], subject.eps, all);
            first += secondsSince(begin);
            const auto then = Clock::now();
            explain(certifier, report, "mmc");
            second += secondsSince(then);
        }
        rows.push_back({subject.name, 1e3 * first / count, 1e3 * second / count});
    }
    return rows;
}

} // namespace kamke::bench
