#include "measure.h"

#include "tests/core/random_network.h"

#include "core/certify/margins.h"
#include "core/model/parallel.h"

#include <algorithm>
#include <limits>
#include <sys/resource.h>

namespace kamke::bench {

double bestSeconds(int runs, const std::function<void()>& work) {
    double best = std::numeric_limits<double>::infinity();
    for (int k = 0; k < runs; ++k) {
        const auto begin = Clock::now();
        work();
        best = std::min(best, std::chrono::duration<double>(Clock::now() - begin).count());
    }
    return best;
}

double productGigaflops(Index n, Index columns, int threadCount) {
    test::Generator g(1);
    const Matrix A = test::gaussian(g, n, n), X = test::gaussian(g, n, columns);
    const Index products = std::max<Index>(8, 400'000'000 / (2 * n * n * columns));
    const double seconds = bestSeconds(5, [&] {
        parallelFor(threadCount, threadCount, [&](Index) {
            Matrix Y(n, columns);
            for (Index k = 0; k < products; ++k)
                Y.noalias() = A * X;
        });
    });
    return 2.0 * static_cast<double>(threadCount * products * n * n * columns) / seconds / 1e9;
}

double peakMemory() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

Network randomNemon(Index n, Index r, Index q) {
    test::Generator g(static_cast<unsigned>(n));
    Network net;
    const Matrix T = test::gaussian(g, n, n) / static_cast<double>(n);
    net.A = T - Matrix((T.cwiseAbs() * Vector::Ones(n)).asDiagonal());
    net.B = test::gaussian(g, n, r) / std::sqrt(static_cast<double>(r));
    net.C = test::gaussian(g, q, n) / std::sqrt(static_cast<double>(n));
    net.D = Matrix::Zero(q, r);
    net.b = test::gaussian(g, n, 1);
    net.c = Vector::Zero(q);
    net.input =
        InputSpec{Vector::Zero(r), Vector::Ones(r), Vector(Vector::Zero(r)), Vector(Vector::Ones(r)), {}};
    return net;
}

std::shared_ptr<const Dataset> randomSamples(const Network& network, Index count) {
    test::Generator g(2);
    auto data = std::make_shared<Dataset>();
    data->name = "random";
    Dataset::Bytes bytes(network.r(), count);
    for (auto& value : bytes.reshaped())
        value = static_cast<std::uint8_t>(g() & 255);
    data->values = std::move(bytes);
    data->labels.assign(static_cast<std::size_t>(count), 0);
    const NetworkAnalysis analysis(std::make_shared<const Network>(network));
    data->labels = predict(analysis, *data, allSamples(*data)).predictions;
    return data;
}

} // namespace kamke::bench
