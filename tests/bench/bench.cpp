// Times what a frame of the explorer and what certificates of many digits cost, each figure beside that of a
// matrix product of the same run.
//
//     kamke-bench [--json]
//
// Times are medians; absolute ones depend on the machine and on what else it does, the ratios less so.
#include "bench_certify.h"
#include "core/random_network.h"

#include "io/network_file.h"
#include "reach/frame.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>

namespace {

using namespace kamke;

struct Row {
    std::string name;
    double milliseconds;
    double products; ///< in units of one 200×200 matrix product
};

double medianMilliseconds(const std::function<void()>& work) {
    std::vector<double> times;
    const auto end = Clock::now() + std::chrono::milliseconds(400);
    do {
        const auto begin = Clock::now();
        work();
        times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
    } while (Clock::now() < end || times.size() < 5);
    std::nth_element(
        times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
    return times[times.size() / 2];
}

double productMilliseconds() {
    test::Generator g(1);
    const Matrix M = test::gaussian(g, 200, 200), N = test::gaussian(g, 200, 200);
    Matrix P(200, 200);
    return medianMilliseconds([&] { P.noalias() = M * N; });
}

FrameRequest everything(const NetworkAnalysis& analysis) {
    const Network& net = analysis.network();
    FrameRequest request;
    Box box{Vector::Constant(net.r(), -0.5), Vector::Constant(net.r(), 0.5)};
    if (net.input && net.input->lower && net.input->upper) {
        const Vector centre = (*net.input->lower + *net.input->upper) / 2;
        box = Box::around(centre, (*net.input->upper - *net.input->lower) / 8);
    }
    for (Index i = 2; i < net.r(); ++i) // the exact polygons want two free inputs
        box.lower(i) = box.upper(i) = (box.lower(i) + box.upper(i)) / 2;
    request.boxes = {box};
    for (const Method& method : methods())
        request.methods.push_back(&method);
    return request;
}

// A network of the NEMON parametrisation with n states and two inputs.
Network randomNemon(Index n, Activation activation) {
    test::Generator g(static_cast<unsigned>(n));
    Network net;
    const Matrix T = test::gaussian(g, n, n) / std::sqrt(static_cast<double>(n));
    net.A = T - Matrix((T.cwiseAbs() * Vector::Ones(n)).asDiagonal()) + 0.5 * Matrix::Identity(n, n);
    net.B = test::gaussian(g, n, 2);
    net.C = test::gaussian(g, 2, n);
    net.D = Matrix::Zero(2, 2);
    net.b = test::gaussian(g, n, 1);
    net.c = Vector::Zero(2);
    net.activation = activation;
    return net;
}

void measure(const std::string& name, Network network, double product, std::vector<Row>& rows) {
    const auto shared = std::make_shared<const Network>(std::move(network));
    const std::string title = name + " (n = " + std::to_string(shared->n()) + ")";
    const auto add = [&](const std::string& what, double ms) {
        rows.push_back({title + ": " + what, ms, ms / product});
    };
    add("analysis (once per network or edit)", medianMilliseconds([&] { NetworkAnalysis once(shared); }));
    const NetworkAnalysis analysis(shared);
    const FrameRequest request = everything(analysis);
    add("frame (all methods, 1000 samples, exact)",
        medianMilliseconds([&] { computeFrame(analysis, request); }));
    for (const Method* method : request.methods)
        add(std::string(method->id), medianMilliseconds([&] { reach(*method, analysis, request.boxes[0]); }));
    add("1000 samples", medianMilliseconds([&] { sampleReach(analysis, request.boxes[0], 1000, 0); }));
}

} // namespace

int main(int argc, char** argv) {
    const bool json = argc > 1 && std::strcmp(argv[1], "--json") == 0;
    const double product = productMilliseconds();
    std::vector<Row> rows;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(KAMKE_SOURCE_DIR "/resources/networks"))
        if (entry.path().extension() == ".h5")
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const auto& file : files)
        // A frame of the 2-D explorer: the networks that read images are not drawn there.
        if (Result<Network> network = readNetwork(file); network && network->r() <= 8)
            measure(file.stem().string(), std::move(*network), product, rows);
    for (const Index n : {10, 20, 50}) {
        measure("random ReLU", randomNemon(n, {}), product, rows);
        measure("random tanh", randomNemon(n, Activation(Activation::Kind::Tanh)), product, rows);
    }
    const std::vector<bench::CertifyRow> certifications = bench::certifyRows();
    const std::vector<bench::DigitRow> digits = bench::digitRows();
    if (json) {
        using Json = nlohmann::ordered_json;
        Json list = Json::array(), many = Json::array(), single = Json::array();
        for (const Row& row : rows)
            list.push_back(
                {{"name", row.name}, {"milliseconds", row.milliseconds}, {"products", row.products}});
        for (const bench::CertifyRow& row : certifications)
            many.push_back(
                {{"name", row.name},
                 {"seconds", row.seconds},
                 {"iterations", row.iterations},
                 {"gigaflops", row.gigaflops},
                 {"product_gigaflops", row.machine}});
        for (const bench::DigitRow& row : digits)
            single.push_back(
                {{"name", row.name},
                 {"certificates_milliseconds", row.certificates},
                 {"explanation_milliseconds", row.explanation}});
        const Json all{
            {"product_200_milliseconds", product},
            {"rows", list},
            {"mmc_10000_digits", many},
            {"one_digit", single}};
        std::printf("%s\n", all.dump(1).c_str());
        return 0;
    }
    std::printf("one 200×200 matrix product: %.3f ms\n\n%10s  %10s\n", product, "ms", "products");
    for (const Row& row : rows)
        std::printf("%10.3f  %10.2f  %s\n", row.milliseconds, row.products, row.name.c_str());
    std::printf(
        "\nMM-C of 10,000 digits, clipped, 2 threads (GFLOP/s beside those of bare products)\n%10s  %10s  "
        "%10s  %10s\n",
        "s", "iterations", "GFLOP/s", "products");
    for (const bench::CertifyRow& row : certifications)
        std::printf(
            "%10.3f  %10.1f  %10.2f  %10.2f  %s\n", row.seconds, row.iterations, row.gigaflops, row.machine,
            row.name.c_str());
    std::printf("\nOne digit: ms of all certificates, of the explanation\n");
    for (const bench::DigitRow& row : digits)
        std::printf("%10.2f  %10.2f  %s\n", row.certificates, row.explanation, row.name.c_str());
    return 0;
}
