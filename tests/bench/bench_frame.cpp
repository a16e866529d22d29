#include "measure.h"

#include "tests/core/random_network.h"

#include "core/io/files/network_file.h"
#include "core/reach/frame.h"

#include <algorithm>
#include <filesystem>

namespace kamke::bench {

namespace {

constexpr int runs = 15;

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
Network planarNemon(Index n, Activation activation) {
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

void measure(const std::string& name, Network network, std::vector<Row>& rows) {
    const auto shared = std::make_shared<const Network>(std::move(network));
    const std::string title = name + " (n = " + std::to_string(shared->n()) + ")";
    const auto add = [&](const std::string& what, const std::function<void()>& work) {
        Row row{"frame of the 2-D explorer", title + ": " + what, 0, 0, 0, 0, 0, 0};
        row.seconds = bestSeconds(runs, work);
        rows.push_back(row);
    };
    add("analysis (once per network or edit)", [&] { NetworkAnalysis once(shared); });
    const auto analysed = std::make_shared<const NetworkAnalysis>(shared);
    add("what all boxes share (likewise)", [&] { Certifier once(analysed); });
    const Certifier certifier(analysed);
    const NetworkAnalysis& analysis = *analysed;
    const FrameRequest request = everything(analysis);
    add("all methods, 1000 samples, exact", [&] { computeFrame(certifier, request); });
    for (const Method* method : request.methods)
        add(std::string(method->id), [&] { reach(*method, certifier, request.boxes[0]); });
    add("1000 samples", [&] { sampleReach(analysis, request.boxes[0], 1000, 0); });
}

} // namespace

std::vector<Row> frameRows() {
    std::vector<Row> rows;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(KAMKE_SOURCE_DIR "/resources/networks"))
        if (entry.path().extension() == ".h5")
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const auto& file : files)
        // The networks that read images are not drawn there.
        if (Result<Network> network = readNetwork(file); network && network->r() <= 8)
            measure(file.stem().string(), std::move(*network), rows);
    for (const Index n : {10, 20, 50}) {
        measure("random ReLU", planarNemon(n, {}), rows);
        measure("random tanh", planarNemon(n, Activation(Activation::Kind::Tanh)), rows);
    }
    return rows;
}

} // namespace kamke::bench
